package fettle.ops.train.reference;

import fettle.ops.train.onnx.OnnxGraph;

/**
 * A learned model, twice the same computation: in Java, in double precision, for judging it here;
 * and as a graph in single precision, for the edge. Its constants are rounded to single precision,
 * so that both are one model.
 */
public interface ScoringModel {

  /** A score at or above this is anomalous. */
  double threshold();

  /** Scores {@code window[reading][signal]}, oldest reading first. */
  Scored score(double[][] window);

  /** Adds the computation from {@code window} to {@code score} and {@code contribution}. */
  void write(OnnxGraph graph);
}
