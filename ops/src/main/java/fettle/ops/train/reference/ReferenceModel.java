package fettle.ops.train.reference;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.telemetry.model.ModelTensors;

/**
 * A machine's reference state, and how far a window is from it.
 *
 * <p>The window is smoothed to one value a signal and standardised to z. The combined index of T²
 * and Q (Yue and Qin, "Reconstruction-based fault identification using a combined index", 2001) is
 * the quadratic form φ = zᵀΦz with Φ = PΛ⁻¹Pᵀ/τ_T² + (I−PPᵀ)/τ_Q, here divided by its own limit, so
 * that φ = 1 is the limit. With the symmetric root of Φ, φ is the sum over signals of (Φ^½z)²: each
 * term is that signal's contribution (complete decomposition; Alcala and Qin, "Analysis and
 * generalization of fault diagnosis methods for process monitoring", 2011).
 *
 * <p>The score is φ/(1+φ): monotone in φ, 0 for a window at the centre of the reference state, 0.5
 * at the limit, 0.9 at nine times the limit.
 *
 * @param mean of each smoothed signal
 * @param scale standard deviation of each smoothed signal
 * @param weights of the window's readings, oldest first
 * @param root Φ^½, symmetric
 */
record ReferenceModel(double[] mean, double[] scale, double[] weights, double[][] root)
    implements ScoringModel {

  /** A score at or above this is anomalous. */
  static final double THRESHOLD = 0.5;

  /**
   * Standardised values are cut to ± this many deviations: squares stay finite in single precision,
   * so a broken sensor's 10³⁰ gives a score of 1 and not NaN.
   */
  static final double CLIP = 1e6;

  /** Below this an index is at the centre, and shares of it would be rounding. */
  static final double SMALLEST_INDEX = 1e-20;

  static ReferenceModel of(PrincipalComponents components, Limits limits, double[] weights) {
    int features = components.mean().length;
    double[][] root = new double[features][features];
    for (int c = 0; c < features; c++) {
      double weight = 0;
      if (c < components.kept()) {
        weight = 1 / (components.variances()[c] * limits.hotelling());
      } else if (limits.residual() > 0) {
        weight = 1 / limits.residual();
      }
      double factor = Math.sqrt(weight / limits.index());
      double[] axis = components.axes()[c];
      for (int i = 0; i < features; i++) {
        for (int j = 0; j < features; j++) {
          root[i][j] += factor * axis[i] * axis[j];
        }
      }
    }
    return new ReferenceModel(
        SinglePrecision.round(components.mean()),
        SinglePrecision.round(components.scale()),
        SinglePrecision.round(weights),
        SinglePrecision.round(root));
  }

  @Override
  public double threshold() {
    return THRESHOLD;
  }

  @Override
  public Scored score(double[][] window) {
    return scoreSmoothed(Smoothing.smooth(window, weights));
  }

  /** Scores a window that was smoothed already. */
  Scored scoreSmoothed(double[] smoothed) {
    int features = mean.length;
    double[] terms = new double[features];
    for (int f = 0; f < features; f++) {
      double z = Math.clamp((smoothed[f] - mean[f]) / scale[f], -CLIP, CLIP);
      for (int i = 0; i < features; i++) {
        terms[i] += root[i][f] * z;
      }
    }
    double index = 0;
    for (int i = 0; i < features; i++) {
      terms[i] *= terms[i];
      index += terms[i];
    }
    for (int i = 0; i < features; i++) {
      terms[i] /= Math.max(index, SMALLEST_INDEX);
    }
    return new Scored(index / (index + 1), terms);
  }

  /**
   * The mean is taken off the readings before anything is added up, so that a large offset (a
   * pressure of 1013 hPa) costs no digits.
   */
  @Override
  public void write(OnnxGraph graph) {
    graph.floats("mean", mean, mean.length);
    graph.floats("scale", scale, scale.length);
    graph.floats("weights", weights, 1, weights.length);
    graph.matrix("root", root);
    graph.number("lowest", -CLIP);
    graph.number("highest", CLIP);
    graph.number("one", 1);
    graph.number("smallest", SMALLEST_INDEX);
    graph.longs("last", 1);
    graph.node("Sub", "centred", ModelTensors.WINDOW, "mean");
    graph.node("MatMul", "smoothed_rows", "weights", "centred"); // [1,W] x [batch,W,F]
    graph.node("Squeeze", "smoothed", "smoothed_rows", "last"); // [batch,1,F] -> [batch,F]
    graph.node("Div", "scaled", "smoothed", "scale");
    graph.node("Clip", "z", "scaled", "lowest", "highest");
    graph.node("MatMul", "rooted", "z", "root"); // the root is symmetric
    graph.node("Mul", "terms", "rooted", "rooted");
    graph.sum("index", "terms", "last");
    graph.node("Add", "above", "index", "one");
    graph.node("Div", "score_column", "index", "above");
    graph.node("Squeeze", ModelTensors.SCORE, "score_column", "last");
    graph.node("Max", "divisor", "index", "smallest");
    graph.node("Div", ModelTensors.CONTRIBUTION, "terms", "divisor");
  }
}
