package fettle.ops.train.reference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** Runs a written model, as the inference module would. */
final class OnnxScorer implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxScorer(byte[] model) throws OrtException {
    session = environment.createSession(model);
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  record Scores(float[] score, float[][] contribution) {}

  Scores score(double[][]... windows) throws OrtException {
    float[][][] batch = new float[windows.length][windows[0].length][windows[0][0].length];
    for (int b = 0; b < windows.length; b++) {
      for (int w = 0; w < windows[b].length; w++) {
        for (int f = 0; f < windows[b][w].length; f++) {
          batch[b][w][f] = (float) windows[b][w][f];
        }
      }
    }
    try (OnnxTensor input = OnnxTensor.createTensor(environment, batch);
        OrtSession.Result result = session.run(Map.of("window", input))) {
      return new Scores(
          (float[]) result.get("score").orElseThrow().getValue(),
          (float[][]) result.get("contribution").orElseThrow().getValue());
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
