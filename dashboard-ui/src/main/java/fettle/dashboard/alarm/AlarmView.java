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
import java.util.Map;

/**
 * An alarm as the API shows it. Times are epoch milliseconds.
 *
 * @param name what people call the machine; missing when nothing is known, like its site and line
 * @param kind anomaly, offline, flatline or limit
 * @param severity info, warning or critical
 * @param first its first anomalous reading; of an offline one the machine's last sign of life
 * @param raised the reading, or the time, by which it was raised
 * @param last its newest anomalous reading
 * @param cleared when it was cleared; missing while it is open
 * @param peak highest score; missing when none was given
 * @param model {@code name:version} that raised it; missing when not known
 * @param shares the signals that contributed most, largest first
 * @param findings the signals that stopped making sense
 * @param signals what people call the signals named here, by signal; those without a name are
 *     missing
 * @param acknowledged who looks after it; missing while nobody does
 * @param assigned who is to look after it; missing while nobody is
 * @param shelved that it is not to be heard of for a time; missing when it is
 * @param maintenance during which it was raised, so that nobody was told; missing when there was
 *     none
 * @param label what it was; missing while nobody said
 * @param versions what was said before, oldest first, the newest included
 * @param history all that was decided about it, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AlarmView(
    String id,
    String device,
    String machine,
    String name,
    String site,
    String line,
    String kind,
    String severity,
    long first,
    long raised,
    long last,
    Long cleared,
    Double peak,
    String model,
    List<Alarm.Share> shares,
    List<FindingView> findings,
    Map<String, String> signals,
    Acknowledgement acknowledged,
    Assignment assigned,
    Shelving shelved,
    MaintenanceView maintenance,
    LabelView label,
    List<LabelView> versions,
    List<HistoryView> history) {

  /**
   * A signal that stopped making sense.
   *
   * @param low missing when there is no such limit
   * @param high missing when there is no such limit
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FindingView(String signal, Double value, Double low, Double high, long since) {
    private static FindingView of(Alarm.Finding finding) {
      return new FindingView(
          finding.signal(),
          orNull(finding.value()),
          orNull(finding.low()),
          orNull(finding.high()),
          finding.since());
    }
  }

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

  /**
   * Somebody is to look after it.
   *
   * @param to who
   * @param by who said so
   * @param at when it was said
   */
  public record Assignment(String to, String by, long at) {
    private static Assignment of(Decision decision) {
      return new Assignment(decision.label(), decision.by(), decision.at());
    }
  }

  /**
   * It is not to be heard of for a time.
   *
   * @param until when that is over
   * @param by who said so
   * @param at when it was said
   * @param comment why
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Shelving(long until, String by, long at, String comment) {
    private static Shelving of(Decision decision) {
      return new Shelving(decision.to(), decision.by(), decision.at(), decision.comment());
    }
  }

  static AlarmView of(Alarm alarm, Decisions decisions, Descriptions descriptions, long now) {
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
        alarm.kind().wire(),
        alarm.severity().wire(),
        alarm.first(),
        alarm.raised(),
        alarm.last(),
        alarm.isOpen() ? null : alarm.cleared(),
        orNull(alarm.peak()),
        alarm.model(),
        alarm.shares(),
        alarm.findings().stream().map(FindingView::of).toList(),
        described.names(alarm.signals()),
        decisions
            .newest(Kind.ACKNOWLEDGEMENT, id)
            .map(entry -> Acknowledgement.of(entry.decision()))
            .orElse(null),
        decisions
            .newest(Kind.ASSIGNMENT, id)
            .map(entry -> Assignment.of(entry.decision()))
            .filter(assignment -> !assignment.to().isEmpty())
            .orElse(null),
        decisions.silences().shelving(id, now).map(Shelving::of).orElse(null),
        decisions
            .silences()
            .maintenance(alarm, described.site())
            .map(window -> MaintenanceView.of(window, descriptions, now))
            .orElse(null),
        versions.isEmpty() ? null : versions.getLast(),
        versions,
        decisions.history(id).stream().map(entry -> HistoryView.of(entry, decisions)).toList());
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
