package fettle.dashboard.alarm;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Decisions;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.util.Locale;

/**
 * One thing that was decided about an alarm.
 *
 * @param what label, acknowledgement, assignment, comment or shelving
 * @param by who decided
 * @param at when, epoch milliseconds
 * @param label what the alarm was; missing but for a label
 * @param component of the machine
 * @param to whom the alarm was given to; missing for nobody, and but for an assignment
 * @param until when a shelving is over, epoch milliseconds; as {@code at} when it was taken back
 * @param comment in free text
 * @param archived whether it is in the lake
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HistoryView(
    String what,
    String by,
    long at,
    String label,
    String component,
    String to,
    Long until,
    String comment,
    boolean archived) {

  static HistoryView of(Entry entry, Decisions decisions) {
    Decision decision = entry.decision();
    return new HistoryView(
        decision.kind().name().toLowerCase(Locale.ROOT),
        decision.by(),
        decision.at(),
        decision.kind() == Kind.LABEL ? decision.label() : "",
        decision.component(),
        decision.kind() == Kind.ASSIGNMENT ? decision.label() : "",
        decision.kind() == Kind.SHELVING ? decision.to() : null,
        decision.comment(),
        decisions.isArchived(entry));
  }
}
