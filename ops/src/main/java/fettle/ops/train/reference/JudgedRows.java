package fettle.ops.train.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that a model was judged by, in the order of time.
 *
 * @param scores NaN where there was none
 * @param labels whether each is anomalous
 * @param flagged whether it was taken for that
 */
public record JudgedRows(double[] scores, boolean[] labels, boolean[] flagged) {

  public static final JudgedRows NONE =
      new JudgedRows(new double[0], new boolean[0], new boolean[0]);

  /** Flagged from a threshold on; a row without a score is not. */
  public static JudgedRows of(double[] scores, boolean[] labels, double threshold) {
    boolean[] flagged = new boolean[scores.length];
    for (int i = 0; i < flagged.length; i++) {
      flagged[i] = scores[i] >= threshold;
    }
    return new JudgedRows(scores, labels, flagged);
  }

  public int rows() {
    return labels.length;
  }

  public Evaluation evaluation() {
    return evaluation(0, labels.length);
  }

  /**
   * Evaluations of {@code length} rows each that lie together; what is left over is not in them.
   */
  public List<Evaluation> blocks(int length) {
    List<Evaluation> blocks = new ArrayList<>();
    for (int from = 0; from + length <= labels.length; from += length) {
      blocks.add(evaluation(from, from + length));
    }
    return blocks;
  }

  private Evaluation evaluation(int from, int to) {
    Evaluation evaluation = Evaluation.NONE;
    for (int i = from; i < to; i++) {
      evaluation = evaluation.count(labels[i], flagged[i]);
    }
    return evaluation;
  }
}
