package fettle.ops.train.compare;

import fettle.ops.train.compare.Verdict.Figures;
import fettle.ops.train.compare.Verdict.Gain;
import fettle.ops.train.compare.Verdict.Outcome;
import java.util.List;
import java.util.Locale;

/** The sentences of verdicts. */
final class VerdictText {
  private VerdictText() {}

  static String lost(Evidence evidence) {
    return "%s has no model for %s, which %s serves"
        .formatted(evidence.candidate(), String.join(", ", evidence.lost()), evidence.inUse());
  }

  static String replaced(Evidence evidence) {
    String why =
        evidence.missing().isEmpty()
            ? "no window of them is whole for it"
            : "they lack " + String.join(", ", evidence.missing());
    return text(
        "%s can score none of the %,d newest rows (%s), and %s scores %,d of them",
        evidence.inUse(), evidence.rows(), why, evidence.candidate(), evidence.scored());
  }

  static String tooLittle(Evidence evidence, int blocks) {
    return text(
        "%,d rows are newer than what %s and %s learned from, %d whole blocks of which both score;"
            + " %d are needed to tell which is better",
        evidence.rows(), evidence.candidate(), evidence.inUse(), blocks, Decision.LEAST_BLOCKS);
  }

  static String onlyAnomalous(long rows) {
    return text(
        "all %,d newest rows are labelled anomalous, so nothing is known of false alarms", rows);
  }

  static String byLabels(
      Evidence evidence, Outcome outcome, long rows, Figures candidate, Figures inUse, Gain gain) {
    return text(
        "%s is %s better than %s on %,d labelled rows that neither learned from: F1 %.3f against"
            + " %.3f, false alarms %.1f %% against %.1f %%, missed %.1f %% against %.1f %%; gain of"
            + " F1 %s",
        evidence.candidate(),
        outcome == Outcome.BETTER ? "clearly" : "not clearly",
        evidence.inUse(),
        rows,
        candidate.f1(),
        inUse.f1(),
        100 * candidate.falseAlarmRate(),
        100 * inUse.falseAlarmRate(),
        100 * candidate.missedAlarmRate(),
        100 * inUse.missedAlarmRate(),
        words(gain));
  }

  static String byAlarms(
      Evidence evidence,
      boolean clear,
      long rows,
      boolean labelled,
      Figures candidate,
      Figures inUse,
      Gain gain,
      String doubt) {
    return text(
        "%s is %s nearer to the alarm rate it promised than %s on %,d rows %s that neither learned"
            + " from: %.1f %% (promised %.1f %%) against %.1f %% (promised %.1f %%); gain %s%s",
        evidence.candidate(),
        clear ? "clearly" : "not clearly",
        evidence.inUse(),
        rows,
        labelled ? "labelled healthy" : "without labels",
        100 * candidate.alarmRate(),
        100 * candidate.promised(),
        100 * inUse.alarmRate(),
        100 * inUse.promised(),
        words(gain),
        doubt == null ? "" : "; yet " + doubt);
  }

  static String unwatched(List<String> signals) {
    return "it does not watch %s, and without faults among the rows nobody can tell what that costs"
        .formatted(String.join(", ", signals));
  }

  static String blind(double seen) {
    return text(
        "it sees %.0f %% of jumps of a signal, and must see %.0f %%",
        100 * seen, 100 * Decision.LEAST_SEEN);
  }

  private static String words(Gain gain) {
    return text("%s (%s to %s)", rounded(gain.value()), rounded(gain.low()), rounded(gain.high()));
  }

  /** Three digits, and nothing that is almost nothing has no sign. */
  private static String rounded(double value) {
    return text("%.3f", Math.round(value * 1000) / 1000.0);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
