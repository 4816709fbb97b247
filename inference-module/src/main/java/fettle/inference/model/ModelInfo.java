package fettle.inference.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.drift.ReferenceJson;
import fettle.telemetry.model.ModelProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What a model says of itself in its file's metadata.
 *
 * @param name of the model
 * @param version from 1 on
 * @param signals that it looks at, in the order of its input
 * @param window W, readings in its input
 * @param intervalMs spacing of readings that it was trained on, milliseconds
 * @param threshold a score at or above it is anomalous
 * @param reference how signals and score were distributed in training ({@link ReferenceJson}), or
 *     null where the model says nothing usable of that: it scores all the same
 */
public record ModelInfo(
    String name,
    int version,
    List<String> signals,
    int window,
    long intervalMs,
    double threshold,
    String reference) {

  private static final Logger LOG = Logger.getLogger(ModelInfo.class);

  /** {@code name:version}, as messages carry it. */
  public String label() {
    return name + ":" + version;
  }

  /** Whether a machine's window for this model can be used for the other. */
  public boolean hasSameWindow(ModelInfo other) {
    return window == other.window
        && intervalMs == other.intervalMs
        && signals.equals(other.signals);
  }

  /**
   * @param largestWindow bound of W times the number of signals
   */
  static ModelInfo of(Map<String, String> metadata, int largestWindow) throws ModelRefusal {
    List<String> signals = signals(required(metadata, ModelProperties.SIGNALS));
    long window = number(metadata, ModelProperties.WINDOW, 1, Integer.MAX_VALUE);
    if (window * signals.size() > largestWindow) {
      throw ModelRefusal.wrong(
          "its window of %d readings of %d signals is larger than %d values"
              .formatted(window, signals.size(), largestWindow));
    }
    return new ModelInfo(
        required(metadata, ModelProperties.NAME),
        (int) number(metadata, ModelProperties.VERSION, 1, Integer.MAX_VALUE),
        signals,
        (int) window,
        number(metadata, ModelProperties.INTERVAL_MS, 1, Long.MAX_VALUE),
        threshold(required(metadata, ModelProperties.THRESHOLD)),
        reference(metadata));
  }

  private static String reference(Map<String, String> metadata) {
    String text = metadata.get(ModelProperties.REFERENCE);
    if (text == null) {
      return null;
    }
    try {
      ReferenceJson.decode(text);
      return text;
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "%s in a model's metadata tells no drift: %s", ModelProperties.REFERENCE, e.getMessage());
      return null;
    }
  }

  private static String required(Map<String, String> metadata, String key) throws ModelRefusal {
    String value = metadata.get(key);
    if (value == null || value.isBlank()) {
      throw ModelRefusal.wrong("its metadata has no " + key);
    }
    return value;
  }

  private static long number(Map<String, String> metadata, String key, long least, long most)
      throws ModelRefusal {
    String text = required(metadata, key);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw ModelRefusal.wrong(key + "='" + text + "' in its metadata is no number");
    }
    throw ModelRefusal.wrong(
        "%s=%s in its metadata must be from %d to %d".formatted(key, text, least, most));
  }

  private static double threshold(String text) throws ModelRefusal {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw ModelRefusal.wrong(
          ModelProperties.THRESHOLD + "='" + text + "' in its metadata is no number");
    }
    throw ModelRefusal.wrong(
        ModelProperties.THRESHOLD + "=" + text + " in its metadata must be from 0 to 1");
  }

  private static List<String> signals(String text) throws ModelRefusal {
    List<String> names = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          names.add(json.getText());
        }
      }
    } catch (IOException e) {
      names.clear();
    }
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw ModelRefusal.wrong(
          ModelProperties.SIGNALS + " in its metadata must be a JSON list of different names");
    }
    return List.copyOf(names);
  }
}
