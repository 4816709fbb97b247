package fettle.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link ModelReference} as JSON, as it stands in a model's metadata and travels with sketches:
 * {@code {"signals":{"flow":{"n":5000,"per":12.5,"cuts":[…],"upTo":[…]}},"score":{…}}}; {@code per}
 * is how many readings are worth an independent one. About 600 bytes a signal.
 */
public final class ReferenceJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_SIGNALS = 256;
  private static final int MOST_CUTS = 256;

  private ReferenceJson() {}

  /** The same reference gives the same text. */
  public static String encode(ModelReference reference) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("signals");
      for (Map.Entry<String, Reference> signal : reference.signals().entrySet()) {
        json.writeFieldName(signal.getKey());
        write(json, signal.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("score");
      write(json, reference.score());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException when the text is not one; the message says what is wrong
   */
  public static ModelReference decode(String text) {
    Map<String, Reference> signals = null;
    Reference score = null;
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "a reference must be a JSON object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "signals" -> signals = signals(json);
          case "score" -> score = read(json, "the score");
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the reference is not valid JSON", e);
    }
    require(signals != null && score != null, "a reference needs \"signals\" and \"score\"");
    return new ModelReference(new LinkedHashMap<>(signals), score);
  }

  private static void write(JsonGenerator json, Reference reference) throws IOException {
    json.writeStartObject();
    json.writeNumberField("n", reference.readings());
    json.writeNumberField("per", Math.round(reference.perIndependent() * 1000) / 1000.0);
    json.writeArrayFieldStart("cuts");
    for (float cut : reference.cuts()) {
      json.writeNumber(cut);
    }
    json.writeEndArray();
    json.writeFieldName("upTo");
    json.writeArray(reference.upTo(), 0, reference.upTo().length);
    json.writeEndObject();
  }

  private static Map<String, Reference> signals(JsonParser json) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT, "\"signals\" must be an object");
    Map<String, Reference> signals = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      signals.put(name, read(json, "signal " + name));
      require(signals.size() <= MOST_SIGNALS, "a reference has more than 256 signals");
    }
    return signals;
  }

  private static Reference read(JsonParser json, String of) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT, of + " must be an object");
    long readings = 0;
    double perIndependent = 1;
    double[] cuts = {};
    double[] upTo = {};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "n" -> readings = json.getValueAsLong();
        case "per" -> perIndependent = json.getValueAsDouble();
        case "cuts" -> cuts = numbers(json, of);
        case "upTo" -> upTo = numbers(json, of);
        default -> json.skipChildren();
      }
    }
    float[] singles = new float[cuts.length];
    for (int i = 0; i < cuts.length; i++) {
      singles[i] = (float) cuts[i];
    }
    long[] counts = Arrays.stream(upTo).mapToLong(count -> (long) count).toArray();
    try {
      return new Reference(readings, perIndependent, singles, counts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(of + ": " + e.getMessage(), e);
    }
  }

  private static double[] numbers(JsonParser json, String of) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, of + " needs arrays of numbers");
    double[] numbers = new double[MOST_CUTS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken().isNumeric(), of + " needs arrays of numbers");
      require(count < MOST_CUTS, of + " has more than " + MOST_CUTS + " cuts");
      numbers[count++] = json.getDoubleValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
