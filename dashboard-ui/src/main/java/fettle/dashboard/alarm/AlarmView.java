package fettle.dashboard.alarm;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.label.LabelView;
import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.machine.MachineDescription;
import java.util.List;

/**
 * An alarm as the API shows it. Times are epoch milliseconds.
 *
 * @param name what people call the machine; missing when nothing is known, like its site and line
 * @param first its first anomalous reading
 * @param raised the reading by which it was raised
 * @param last its newest anomalous reading
 * @param cleared the reading by which it was cleared; missing while it is open
 * @param peak highest score; missing when none was given
 * @param model {@code name:version} that raised it; missing when not known
 * @param shares the signals that contributed most, largest first
 * @param acknowledged who looks after it; missing while nobody does
 * @param label what it was; missing while nobody said
 * @param versions what was said before, oldest first, the newest included
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AlarmView(
    String id,
    String device,
    String machine,
    String name,
    String site,
    String line,
    long first,
    long raised,
    long last,
    Long cleared,
    Double peak,
    String model,
    List<Alarm.Share> shares,
    Acknowledgement acknowledged,
    LabelView label,
    List<LabelView> versions) {

  /**
   * Somebody looks after it.
   *
   * @param at when it was said
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Acknowledgement(String by, long at, String comment) {
    private static Acknowledgement of(Decision decision) {
      return new Acknowledgement(decision.by(), decision.at(), decision.comment());
    }
  }

  static AlarmView of(Alarm alarm, Decisions decisions, Descriptions descriptions) {
    MachineDescription described = descriptions.of(alarm.machine());
    String id = alarm.id();
    List<LabelView> versions =
        decisions.versions(Kind.LABEL, id).stream()
            .map(entry -> LabelView.of(entry, decisions))
            .toList();
    return new AlarmView(
        id,
        alarm.machine().device(),
        alarm.machine().machine(),
        described.name(),
        described.site(),
        described.line(),
        alarm.first(),
        alarm.raised(),
        alarm.last(),
        alarm.isOpen() ? null : alarm.cleared(),
        Double.isNaN(alarm.peak()) ? null : alarm.peak(),
        alarm.model(),
        alarm.shares(),
        decisions
            .newest(Kind.ACKNOWLEDGEMENT, id)
            .map(entry -> Acknowledgement.of(entry.decision()))
            .orElse(null),
        versions.isEmpty() ? null : versions.getLast(),
        versions);
  }
}
