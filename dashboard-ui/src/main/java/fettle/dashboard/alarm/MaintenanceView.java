package fettle.dashboard.alarm;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.label.Decision;

/**
 * A maintenance window as the API shows it. Times are epoch milliseconds.
 *
 * @param machine as in edge-01/pump-01; missing for one of a site
 * @param name what people call the machine; missing when nothing is known
 * @param site missing for one of a machine
 * @param from its begin
 * @param to its end
 * @param state running, planned, over, or withdrawn before it began
 * @param reason why
 * @param by who set it, or moved its end
 * @param at when that was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MaintenanceView(
    String machine,
    String name,
    String site,
    long from,
    long to,
    String state,
    String reason,
    String by,
    long at) {

  static MaintenanceView of(Decision window, Descriptions descriptions, long now) {
    return new MaintenanceView(
        window.site().isPresent() ? "" : window.machine().toString(),
        descriptions.of(window.machine()).name(),
        window.site().orElse(""),
        window.from(),
        window.to(),
        state(window, now),
        window.comment(),
        window.by(),
        window.at());
  }

  private static String state(Decision window, long now) {
    if (window.to() <= window.from()) {
      return "withdrawn";
    }
    if (window.to() <= now) {
      return "over";
    }
    return window.from() <= now ? "running" : "planned";
  }
}
