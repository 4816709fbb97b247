package fettle.dashboard.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Decisions;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;

/**
 * A label as the API shows it; the same fields as an import has. Times are epoch milliseconds.
 *
 * @param to the first millisecond that it does not speak of
 * @param alarm id of the alarm it is about; missing for one of a maintenance system
 * @param model {@code name:version} that raised the alarm
 * @param archived whether it is in the lake
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LabelView(
    String device,
    String machine,
    long from,
    long to,
    String label,
    String by,
    long at,
    String component,
    String comment,
    String alarm,
    String model,
    boolean archived) {

  /** Of an entry among others. */
  public static LabelView of(Entry entry, Decisions decisions) {
    Decision decision = entry.decision();
    return new LabelView(
        decision.machine().device(),
        decision.machine().machine(),
        decision.from(),
        decision.to(),
        decision.label(),
        decision.by(),
        decision.at(),
        decision.component(),
        decision.comment(),
        decision.alarm(),
        decision.model(),
        decisions.isArchived(entry));
  }
}
