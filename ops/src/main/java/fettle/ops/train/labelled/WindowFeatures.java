package fettle.ops.train.labelled;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.Smoothing;
import fettle.telemetry.model.ModelTensors;
import java.util.Arrays;

/**
 * What trees see of a window: of each signal its level (the weighted mean), its change (the newer
 * half's mean less the older half's) and its spread (standard deviation), in units of the signal's
 * deviation while healthy.
 *
 * <p>Trees compare in single precision, as the graph does. So everything here is computed in single
 * precision too; for windows of one reading it is the very same numbers, for longer ones sums may
 * differ in the last digit, and a value that close to a split may fall on either side of it.
 *
 * @param mean per signal
 * @param scale per signal
 * @param level weights of the window's readings, oldest first
 */
record WindowFeatures(float[] mean, float[] scale, float[] level) {

  /** Kinds of features; each comes for all signals before the next does. */
  static final int KINDS = 3;

  private static final float MOST = 1e6f;

  static WindowFeatures of(double[] mean, double[] scale, int window) {
    return new WindowFeatures(floats(mean), floats(scale), floats(Smoothing.weights(window)));
  }

  int signals() {
    return mean.length;
  }

  int count() {
    return KINDS * mean.length;
  }

  float[] of(double[][] window) {
    int signals = signals();
    float[] change = change();
    float even = 1f / level.length;
    float[] features = new float[count()];
    for (int f = 0; f < signals; f++) {
      float average = 0;
      for (int w = 0; w < level.length; w++) {
        float value = scaled(window[w][f], f);
        features[f] += level[w] * value;
        features[signals + f] += change[w] * value;
        average += even * value;
      }
      float squares = 0;
      for (int w = 0; w < level.length; w++) {
        float off = scaled(window[w][f], f) - average;
        squares += even * (off * off);
      }
      features[2 * signals + f] = (float) Math.sqrt(squares);
    }
    return features;
  }

  private float scaled(double value, int signal) {
    return Math.clamp(((float) value - mean[signal]) / scale[signal], -MOST, MOST);
  }

  /** Weights of the newer half are positive, of the older half negative; of one reading 0. */
  private float[] change() {
    float[] change = new float[level.length];
    int half = level.length / 2;
    for (int w = 0; w < half; w++) {
      change[w] = -1f / half;
      change[change.length - 1 - w] = 1f / half;
    }
    return change;
  }

  /** Adds node {@code features} [batch, count]. */
  void write(OnnxGraph graph) {
    int window = level.length;
    double[] even = new double[window];
    Arrays.fill(even, 1f / window);
    graph.floats("mean", doubles(mean), mean.length);
    graph.floats("scale", doubles(scale), scale.length);
    graph.floats("level_weights", doubles(level), 1, window);
    graph.floats("change_weights", doubles(change()), 1, window);
    graph.floats("even_weights", even, 1, window);
    graph.number("lowest", -MOST);
    graph.number("highest", MOST);
    graph.node("Sub", "centred", ModelTensors.WINDOW, "mean");
    graph.node("Div", "divided", "centred", "scale");
    graph.node("Clip", "scaled", "divided", "lowest", "highest");
    graph.node("MatMul", "level_rows", "level_weights", "scaled"); // [1,W] x [batch,W,F]
    graph.node("MatMul", "change_rows", "change_weights", "scaled");
    graph.node("MatMul", "average_rows", "even_weights", "scaled");
    graph.node("Sub", "off", "scaled", "average_rows"); // [batch,W,F] - [batch,1,F]
    graph.node("Mul", "squared", "off", "off");
    graph.node("MatMul", "variance_rows", "even_weights", "squared");
    graph.node("Sqrt", "spread_rows", "variance_rows");
    graph.concat("feature_rows", 2, "level_rows", "change_rows", "spread_rows"); // [batch,1,3F]
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
