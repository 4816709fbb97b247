package fettle.telemetry.model;

/**
 * The tensors of a model's ONNX graph, all float32 with an open first dimension: a trainer writes
 * them, and a device, or whatever else runs the model, binds them by these names.
 */
public final class ModelTensors {
  /** The one input, {@code [batch, W, F]}: the last W readings of F signals, oldest first. */
  public static final String WINDOW = "window";

  /** Output {@code [batch]}, 0 to 1: how unlike the readings learned from a window is. */
  public static final String SCORE = "score";

  /** Output {@code [batch, F]}: each signal's share in the score. */
  public static final String CONTRIBUTION = "contribution";

  private ModelTensors() {}
}
