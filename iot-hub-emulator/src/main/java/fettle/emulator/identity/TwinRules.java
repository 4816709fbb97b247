package fettle.emulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What IoT Hub takes as a part of a twin: depth, names, string lengths, integer range, and size
 * counted as its documentation says (names and strings in UTF-8 bytes, numbers 8, booleans 4).
 */
public final class TwinRules {

  static final int MAX_PROPERTIES_BYTES = 32 * 1024;
  static final int MAX_TAGS_BYTES = 8 * 1024;

  static final String TOO_LARGE = "tags may have 8 KB, desired and reported properties 32 KB each";

  private static final int MAX_DEPTH = 10;
  private static final int MAX_NAME_BYTES = 1024;
  private static final int MAX_STRING_BYTES = 4096;
  private static final long MAX_INTEGER = 4_503_599_627_370_495L;
  private static final long MIN_INTEGER = -4_503_599_627_370_496L;

  private TwinRules() {}

  /**
   * Why a twin would not take these as its desired properties; empty when it would.
   *
   * @param <T> of the outcome that the caller answers with
   */
  public static <T> Optional<Outcome.Refused<T>> refusalOfDesired(ObjectNode desired) {
    String wrong = wrongWith(desired);
    if (wrong != null) {
      return Optional.of(new Outcome.Refused<>(Refusal.INVALID, wrong));
    }
    return size(TwinDocument.plain(desired)) <= MAX_PROPERTIES_BYTES
        ? Optional.empty()
        : Optional.of(new Outcome.Refused<>(Refusal.TOO_LARGE, TOO_LARGE));
  }

  /**
   * What is wrong with a part, or {@code null}. At the top level {@code $version} and {@code
   * $metadata} are let through, for clients send back what they read.
   */
  static String wrongWith(ObjectNode part) {
    for (Map.Entry<String, JsonNode> property : part.properties()) {
      if (TwinDocument.isOwn(property.getKey())) {
        continue;
      }
      String wrong = wrongWith(property, property.getKey(), 1);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static String wrongWith(Map.Entry<String, JsonNode> property, String path, int depth) {
    String name = property.getKey();
    if (name.isEmpty() || bytes(name) > MAX_NAME_BYTES || hasForbidden(name)) {
      return "property name " + path + " is empty, too long or has one of . $ space, control";
    }
    return wrongWith(property.getValue(), path, depth);
  }

  private static String wrongWith(JsonNode value, String path, int depth) {
    if (depth > MAX_DEPTH) {
      return path + " is deeper than " + MAX_DEPTH + " levels";
    }
    if (value.isTextual() && bytes(value.textValue()) > MAX_STRING_BYTES) {
      return path + " is longer than " + MAX_STRING_BYTES + " bytes";
    }
    if (value.isIntegralNumber() && !isInRange(value)) {
      return path + " is beyond the range of integers in twins";
    }
    for (Map.Entry<String, JsonNode> child : value.properties()) {
      String wrong = wrongWith(child, path + "." + child.getKey(), depth + 1);
      if (wrong != null) {
        return wrong;
      }
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        String wrong = wrongWith(item, path + "[]", depth + 1);
        if (wrong != null) {
          return wrong;
        }
      }
    }
    return null;
  }

  private static boolean isInRange(JsonNode value) {
    return value.canConvertToLong()
        && value.longValue() <= MAX_INTEGER
        && value.longValue() >= MIN_INTEGER;
  }

  private static boolean hasForbidden(String name) {
    return name.chars()
        .anyMatch(
            each -> each == '.' || each == '$' || each == ' ' || Character.isISOControl(each));
  }

  /** Size in bytes as IoT Hub counts it, without {@code $metadata} and {@code $version}. */
  static int size(ObjectNode part) {
    int size = 0;
    for (Map.Entry<String, JsonNode> property : part.properties()) {
      if (!TwinDocument.isOwn(property.getKey())) {
        size += bytes(property.getKey()) + size(property.getValue());
      }
    }
    return size;
  }

  private static int size(JsonNode value) {
    if (value.isTextual()) {
      return bytes(value.textValue());
    }
    if (value.isNumber()) {
      return Double.BYTES;
    }
    if (value.isBoolean()) {
      return 4;
    }
    int size = 0;
    for (Map.Entry<String, JsonNode> child : value.properties()) {
      size += bytes(child.getKey()) + size(child.getValue());
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        size += size(item);
      }
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
