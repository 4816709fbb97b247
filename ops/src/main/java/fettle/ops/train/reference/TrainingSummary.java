package fettle.ops.train.reference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fettle.ops.train.reference.TrainOutcome.Model;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training came to, as {@code training.json} says it beside the manifest: for whoever
 * registers the models. It is written last, so it is there only with everything it speaks of.
 *
 * @param manifestSha256 of {@code manifest.json}, hex
 * @param metrics by name, over all models; numbers as text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainingSummary(int v, String manifestSha256, SortedMap<String, String> metrics) {
  public static final String FILE = "training.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static TrainingSummary of(String manifestSha256, List<Model> models, Evaluation evaluation) {
    SortedMap<String, String> metrics = new TreeMap<>();
    metrics.put("models", Integer.toString(models.size()));
    metrics.put(
        "windows",
        Integer.toString(models.stream().mapToInt(model -> model.trained().windows()).sum()));
    metrics.put(
        "heldOutAlarmRate",
        Double.toString(
            models.stream().mapToDouble(m -> m.trained().heldOutAlarmRate()).max().orElse(0)));
    if (evaluation.rows() > 0) {
      metrics.put("f1", Double.toString(evaluation.f1()));
      metrics.put("falseAlarmRate", Double.toString(evaluation.falseAlarmRate()));
      metrics.put("missedAlarmRate", Double.toString(evaluation.missedAlarmRate()));
    }
    return new TrainingSummary(1, manifestSha256, metrics);
  }

  byte[] bytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /**
   * @throws IOException when it is no summary
   */
  public static TrainingSummary parse(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, TrainingSummary.class);
  }
}
