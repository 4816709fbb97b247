package fettle.dashboard.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What scripts say in a language, by key. A text has its values in braces; one that depends on a
 * number is two texts, whose keys end in {@code .one} and {@code .other} as the plural rules of
 * CLDR call them.
 */
public final class Words {
  private static final Map<Language, Words> KNOWN = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      KNOWN.put(language, new Words(read("/words/%s.properties".formatted(language.tag()))));
    }
  }

  private final Map<String, String> texts;
  private final String json;

  private Words(Map<String, String> texts) {
    this.texts = Collections.unmodifiableMap(texts);
    this.json = json(texts);
  }

  public static Words in(Language language) {
    return KNOWN.get(language);
  }

  /** All of them, by key. */
  public Map<String, String> texts() {
    return texts;
  }

  /** The text of a key that the page shows as well. */
  public String say(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text has the key " + key);
    }
    return text;
  }

  /** All of them as JSON that can stand in a page's data block: nothing in it ends the block. */
  public String json() {
    return json;
  }

  private static Map<String, String> read(String resource) {
    Properties read = new Properties();
    try (InputStream bytes = Words.class.getResourceAsStream(resource);
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      read.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
    Map<String, String> texts = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    return texts;
  }

  private static String json(Map<String, String> texts) {
    try {
      return new ObjectMapper().writeValueAsString(texts).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
