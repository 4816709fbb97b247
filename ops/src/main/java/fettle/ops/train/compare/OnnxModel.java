package fettle.ops.train.compare;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.train.reference.WindowSpec;
import fettle.telemetry.model.ModelProperties;
import fettle.telemetry.model.ModelTensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model file, run as the inference module runs it. Not thread-safe. */
final class OnnxModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Path file;
  private final Facts facts;

  /**
   * What the file says of itself.
   *
   * @param threshold a score at or above it is anomalous
   * @param promised alarm rate on healthy windows that were held out
   * @param newest time of the newest row learned from, epoch milliseconds
   */
  record Facts(WindowSpec spec, double threshold, double promised, long newest) {}

  /**
   * @throws Failure when the file is no model of Fettle
   */
  OnnxModel(Path file) {
    this.file = file;
    OrtSession opened = null;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      opened = environment.createSession(file.toString(), options);
      facts = facts(opened.getMetadata().getCustomMetadata());
      session = opened;
    } catch (OrtException | IOException | IllegalArgumentException e) {
      close(opened);
      throw new Failure("%s is no model that can be run: %s".formatted(file, firstLine(e)), e);
    }
  }

  private static Facts facts(Map<String, String> metadata) throws IOException {
    List<String> signals =
        JSON.readValue(
            said(metadata, ModelProperties.SIGNALS), new TypeReference<List<String>>() {});
    JsonNode metrics = JSON.readTree(said(metadata, ModelProperties.METRICS));
    return new Facts(
        new WindowSpec(
            signals,
            Integer.parseInt(said(metadata, ModelProperties.WINDOW)),
            Long.parseLong(said(metadata, ModelProperties.INTERVAL_MS))),
        Double.parseDouble(said(metadata, ModelProperties.THRESHOLD)),
        metrics.path("heldOutAlarmRate").asDouble(),
        Long.parseLong(said(metadata, ModelProperties.NEWEST)));
  }

  private static String said(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("its metadata lacks " + key);
    }
    return value;
  }

  Facts facts() {
    return facts;
  }

  /** Scores windows, each {@code [reading][signal]}, oldest reading first. */
  float[] score(List<double[][]> windows) {
    int length = facts.spec().length();
    int width = facts.spec().signals().size();
    FloatBuffer values = FloatBuffer.allocate(windows.size() * length * width);
    for (double[][] window : windows) {
      for (double[] reading : window) {
        for (double value : reading) {
          values.put((float) value);
        }
      }
    }
    values.flip();
    long[] shape = {windows.size(), length, width};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, values, shape);
        OrtSession.Result result = session.run(Map.of(ModelTensors.WINDOW, input))) {
      return (float[]) result.get(ModelTensors.SCORE).orElseThrow().getValue();
    } catch (OrtException e) {
      throw new Failure("%s cannot be run: %s".formatted(file, firstLine(e)), e);
    }
  }

  boolean isAnomalous(float score) {
    return score >= (float) facts.threshold();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void close(OrtSession opened) {
    if (opened != null) {
      try {
        opened.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session was closed twice", e);
      }
    }
  }

  @Override
  public void close() {
    close(session);
  }
}
