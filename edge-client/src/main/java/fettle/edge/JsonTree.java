package fettle.edge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SDK's trees (Gson's elements, raw maps) as plain, immutable Java values. */
final class JsonTree {
  private JsonTree() {}

  /** Maps and lists are copied, integral numbers become {@link Long}, others {@link Double}. */
  static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case JsonObject object -> plain(object.asMap());
      case JsonArray array -> plain(array.asList());
      case JsonPrimitive primitive -> plainPrimitive(primitive);
      case JsonElement ignored -> null;
      case Map<?, ?> map -> plainMap(map);
      case List<?> list -> plainList(list);
      case Number number -> plainNumber(number);
      default -> value;
    };
  }

  static Map<String, Object> plainMap(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** RFC 7396: a null removes, an object merges, anything else replaces. */
  static Map<String, Object> merge(Map<String, Object> target, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(target);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else if (value instanceof Map<?, ?> inner) {
            Map<String, Object> before =
                merged.get(key) instanceof Map<?, ?> map ? plainMap(map) : Map.of();
            merged.put(key, merge(before, plainMap(inner)));
          } else {
            merged.put(key, value);
          }
        });
    return Collections.unmodifiableMap(merged);
  }

  private static Object plainPrimitive(JsonPrimitive primitive) {
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    return primitive.isNumber() ? plainNumber(primitive.getAsNumber()) : primitive.getAsString();
  }

  private static List<Object> plainList(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    list.forEach(value -> copy.add(plain(value)));
    return Collections.unmodifiableList(copy);
  }

  private static Number plainNumber(Number number) {
    try {
      return new BigDecimal(number.toString()).longValueExact();
    } catch (ArithmeticException notIntegral) {
      return number.doubleValue();
    }
  }
}
