package fettle.ops.evaluate;

import fettle.ops.train.reference.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Alarms against labels.
 *
 * @param counts of rows
 * @param detections one a stretch of rows labelled anomalous
 * @param unscored rows whose window was not full; they count as not anomalous
 */
record Judgement(Evaluation counts, List<Detection> detections, long unscored) {

  /**
   * What became of a stretch of rows labelled anomalous.
   *
   * @param begin epoch milliseconds
   * @param delayMs from its begin to the first alarm in it; empty when there was none
   */
  record Detection(long begin, OptionalLong delayMs) {}

  /** What a model said of a row. It says it at that row: nothing later goes in. */
  enum Verdict {
    UNSCORED,
    HEALTHY,
    ANOMALOUS
  }

  /**
   * Judges the rows from {@code first} on.
   *
   * @param times epoch milliseconds of all rows
   * @param labels of all rows
   * @param verdicts of all rows
   */
  static Judgement of(long[] times, boolean[] labels, Verdict[] verdicts, int first) {
    Evaluation counts = Evaluation.NONE;
    List<Detection> detections = new ArrayList<>();
    long unscored = 0;
    int begin = -1;
    OptionalLong delay = OptionalLong.empty();
    for (int row = first; row < times.length; row++) {
      boolean alarm = verdicts[row] == Verdict.ANOMALOUS;
      unscored += verdicts[row] == Verdict.UNSCORED ? 1 : 0;
      counts = counts.count(labels[row], alarm);
      if (labels[row]) {
        if (begin < 0) {
          begin = row;
          delay = OptionalLong.empty();
        }
        if (alarm && delay.isEmpty()) {
          delay = OptionalLong.of(times[row] - times[begin]);
        }
      }
      boolean ends = row + 1 == times.length || !labels[row + 1];
      if (begin >= 0 && ends) {
        detections.add(new Detection(times[begin], delay));
        begin = -1;
      }
    }
    return new Judgement(counts, List.copyOf(detections), unscored);
  }

  /** Of several files together. */
  static Judgement pooled(List<Judgement> judgements) {
    return new Judgement(
        judgements.stream().map(Judgement::counts).reduce(Evaluation.NONE, Evaluation::plus),
        judgements.stream().flatMap(judgement -> judgement.detections().stream()).toList(),
        judgements.stream().mapToLong(Judgement::unscored).sum());
  }

  long undetected() {
    return detections.stream().filter(detection -> detection.delayMs().isEmpty()).count();
  }

  /** Median delay of what was detected, seconds; NaN when nothing was. */
  double medianDelay() {
    double[] delays =
        detections.stream()
            .filter(detection -> detection.delayMs().isPresent())
            .mapToDouble(detection -> detection.delayMs().getAsLong() / 1000.0)
            .sorted()
            .toArray();
    int half = delays.length / 2;
    if (delays.length == 0) {
      return Double.NaN;
    }
    return delays.length % 2 == 1 ? delays[half] : (delays[half - 1] + delays[half]) / 2;
  }
}
