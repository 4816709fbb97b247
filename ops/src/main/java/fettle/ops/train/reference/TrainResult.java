package fettle.ops.train.reference;

import java.util.List;
import java.util.SortedMap;

/** What became of a training: a model, or one sentence that says why there is none. */
public sealed interface TrainResult {

  /**
   * @param spec of its windows
   * @param fit what was learned
   * @param bytes the ONNX file
   * @param metadata the ONNX file's, by key
   * @param heldOutAlarmRate share of healthy windows that alarm where they are not learned from
   * @param judged rows with labels, {@link JudgedRows#NONE} where there are none
   * @param sources what was read
   * @param notices what the reader of the result should know: signals left out, rows skipped
   */
  record Trained(
      WindowSpec spec,
      Learned.Fit fit,
      byte[] bytes,
      SortedMap<String, String> metadata,
      double heldOutAlarmRate,
      JudgedRows judged,
      List<Source> sources,
      List<String> notices)
      implements TrainResult {

    /**
     * A recording.
     *
     * @param file its name
     * @param learnedFrom rows of the part to learn from
     * @param anomalous rows labelled so, in the whole recording
     * @param first time of the first row, epoch milliseconds
     * @param last time of the last row, epoch milliseconds
     */
    public record Source(
        String file, int rows, int learnedFrom, long anomalous, long first, long last) {}

    public Evaluation evaluation() {
      return judged.evaluation();
    }

    public ScoringModel model() {
      return fit.model();
    }

    /** How many were learned from. */
    public int windows() {
      return fit.windows();
    }
  }

  /** Nothing was learned. */
  record Refused(String problem) implements TrainResult {}
}
