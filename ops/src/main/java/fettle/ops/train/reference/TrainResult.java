package fettle.ops.train.reference;

import java.util.List;

/** What became of a training: a model, or one sentence that says why there is none. */
public sealed interface TrainResult {

  /**
   * @param bytes the ONNX file
   * @param notices what the reader of the result should know: signals left out, rows skipped
   * @param evaluation against labels, {@link Evaluation#NONE} where there are none
   */
  record Trained(
      WindowSpec spec,
      ReferenceModel model,
      byte[] bytes,
      int windows,
      int components,
      double heldOutAlarmRate,
      Evaluation evaluation,
      List<String> notices)
      implements TrainResult {}

  /** Nothing was learned. */
  record Refused(String problem) implements TrainResult {}
}
