package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.hub.HubWarning.Kind;

/**
 * A warning of the hub's quota or throttling was raised, reached its next step, or is over.
 *
 * @param warning as it is, or was before it was over
 * @param usage what the hub had taken then
 * @param at when it was found, epoch milliseconds
 */
public record HubEvent(Type type, HubWarning warning, HubUsage usage, long at) implements Event {
  /** Part of the quota from which somebody has to do something today. */
  private static final int CRITICAL_PERCENT = 95;

  @Override
  public String id() {
    String step = type == Type.RAISED ? "~" + warning.percent() : "";
    return Event.idOf(String.join("~", "hub", usage.hub(), warning.id(), type.wire()).concat(step));
  }

  @Override
  public Severity severity() {
    return warning.kind() == Kind.QUOTA && warning.percent() >= CRITICAL_PERCENT
        ? Severity.CRITICAL
        : Severity.WARNING;
  }
}
