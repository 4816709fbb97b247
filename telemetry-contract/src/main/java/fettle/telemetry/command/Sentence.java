package fettle.telemetry.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence about a command, for readers of any language.
 *
 * @param values what stands in it, by name
 */
public record Sentence(Phrase phrase, Map<String, String> values) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
  private static final String CODE = "code";
  private static final String WORDS = "words";

  public Sentence {
    values = Map.copyOf(values);
  }

  public static Sentence of(Phrase phrase) {
    return new Sentence(phrase, Map.of());
  }

  public static Sentence of(Phrase phrase, String name, Object value) {
    return new Sentence(phrase, Map.of(name, String.valueOf(value)));
  }

  public static Sentence of(Phrase phrase, String name, Object value, String other, Object second) {
    return new Sentence(phrase, Map.of(name, String.valueOf(value), other, String.valueOf(second)));
  }

  /** In English. */
  public String words() {
    return VALUE
        .matcher(phrase.english())
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /**
   * As a field of the command's hash. The English words stand in it as well: a gateway of an
   * earlier version, going on with the command, writes new ones beside it and leaves this field as
   * it is.
   */
  public String encode() {
    StringWriter out = new StringWriter(128);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField(CODE, phrase.wire());
      json.writeStringField(WORDS, words());
      for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
        json.writeStringField(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * Reads such a field.
   *
   * @param words that stand beside it
   * @return empty when it is not of these words, or in a form that a later version knows
   */
  static Optional<Sentence> decode(String field, String words) {
    Map<String, String> values;
    try {
      values = FlatJson.read(field, "a sentence about a command");
    } catch (IllegalArgumentException notKnownHere) {
      return Optional.empty();
    }
    boolean isOfThese = words.equals(values.remove(WORDS));
    String code = values.remove(CODE);
    return isOfThese && code != null
        ? Phrase.of(code).map(phrase -> new Sentence(phrase, values))
        : Optional.empty();
  }
}
