package fettle.ops.train.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.drift.ModelReference;
import fettle.drift.Reference;
import fettle.drift.ReferenceJson;
import fettle.telemetry.model.ModelProperties;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a model file says of itself: the metadata properties that the inference module reads. */
record ModelMetadata(
    String name,
    int version,
    TrainingData data,
    Learner learner,
    Learned.Fit fit,
    double heldOutAlarmRate,
    Evaluation evaluation) {

  private static final JsonFactory JSON = new JsonFactory();

  SortedMap<String, String> properties() {
    WindowSpec spec = data.spec();
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put(ModelProperties.NAME, name);
    properties.put(ModelProperties.VERSION, Integer.toString(version));
    properties.put(ModelProperties.SIGNALS, json(out -> strings(out, spec.signals())));
    properties.put(ModelProperties.WINDOW, Integer.toString(spec.length()));
    properties.put(ModelProperties.INTERVAL_MS, Long.toString(spec.intervalMs()));
    properties.put(ModelProperties.THRESHOLD, Double.toString(fit.model().threshold()));
    properties.put(ModelProperties.TRAINER, learner.name());
    properties.put(ModelProperties.TRAINER_PARAMETERS, json(this::parameters));
    properties.put(ModelProperties.FINGERPRINT, fingerprint());
    properties.put(ModelProperties.NEWEST, Long.toString(data.newest()));
    properties.put(ModelProperties.METRICS, json(this::metrics));
    properties.put(ModelProperties.REFERENCE, ReferenceJson.encode(reference()));
    return properties;
  }

  private void parameters(JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, String> parameter : learner.parameters().entrySet()) {
      out.writeStringField(parameter.getKey(), parameter.getValue());
    }
    out.writeEndObject();
  }

  private void metrics(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("windows", fit.windows());
    for (Map.Entry<String, Double> metric : fit.metrics().entrySet()) {
      out.writeNumberField(metric.getKey(), metric.getValue());
    }
    out.writeNumberField("heldOutAlarmRate", heldOutAlarmRate);
    if (evaluation.rows() > 0) {
      out.writeNumberField("f1", evaluation.f1());
      out.writeNumberField("falseAlarmRate", evaluation.falseAlarmRate());
      out.writeNumberField("missedAlarmRate", evaluation.missedAlarmRate());
    }
    out.writeEndObject();
  }

  /** How signals and score were distributed, for telling drift from it later. */
  private ModelReference reference() {
    SequencedMap<String, Reference> signals = new LinkedHashMap<>();
    List<String> names = data.spec().signals();
    for (int f = 0; f < names.size(); f++) {
      signals.put(names.get(f), Reference.of(data.healthyValues(f)));
    }
    return new ModelReference(signals, Reference.of(fit.heldOut()));
  }

  private static void strings(JsonGenerator out, List<String> values) throws IOException {
    out.writeArray(values.toArray(String[]::new), 0, values.size());
  }

  /** SHA-256 over how was learned, the signals' names and the rows learned from, as hex. */
  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, learner.name());
      learner.parameters().forEach((name, value) -> update(digest, name + "=" + value));
      data.spec().signals().forEach(signal -> update(digest, signal));
      ByteBuffer row = ByteBuffer.allocate(Double.BYTES * data.spec().signals().size());
      for (double[] values : data.healthyRowValues()) {
        row.clear();
        for (double value : values) {
          row.putDouble(value);
        }
        digest.update(row.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static String json(JsonWriter content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private interface JsonWriter {
    void write(JsonGenerator out) throws IOException;
  }
}
