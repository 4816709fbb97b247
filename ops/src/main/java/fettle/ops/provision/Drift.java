package fettle.ops.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a resource lacks of what is wanted. Only fields that are wanted count: what others have set
 * beside them is none of our business. Elements of lists are told apart by their {@code name} or
 * {@code key}, and those that are not wanted stay. Tags are never compared: they tell whose a
 * resource is.
 *
 * @param missing elements of lists that are not there at all: adding them changes nothing that is
 * @param different fields with another value, each as {@code field: is → should be}
 * @param fixed as {@code different}, but not to be changed once the resource is made
 * @param merged the resource with what is missing and, if asked for, what is different
 */
record Drift(List<String> missing, List<String> different, List<String> fixed, ObjectNode merged) {
  private static final Set<String> NAMES = Set.of("name", "key");
  private static final String NOT_COMPARED = "tags";

  /**
   * @param change whether what is different goes into the merged resource
   * @param fixed paths of fields that cannot be changed, such as {@code location}
   */
  static Drift of(ObjectNode wanted, ObjectNode actual, boolean change, Set<String> fixed) {
    Drift drift =
        new Drift(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), actual.deepCopy());
    drift.object("", wanted, drift.merged, change, fixed);
    return drift;
  }

  private void object(
      String path, ObjectNode wanted, ObjectNode actual, boolean change, Set<String> fixedPaths) {
    wanted
        .properties()
        .forEach(
            field -> {
              String name = nameIn(actual, field.getKey());
              String at = path.isEmpty() ? name : path + "." + name;
              if (!at.equals(NOT_COMPARED)) {
                value(at, name, field.getValue(), actual, change, fixedPaths);
              }
            });
  }

  /** Ids of resources are names of fields too, and Azure changes their case. */
  private static String nameIn(ObjectNode actual, String name) {
    for (String present : (Iterable<String>) actual::fieldNames) {
      if (present.equalsIgnoreCase(name)) {
        return present;
      }
    }
    return name;
  }

  private void value(
      String at,
      String name,
      JsonNode wanted,
      ObjectNode parent,
      boolean change,
      Set<String> fixedPaths) {
    JsonNode actual = parent.path(name);
    switch (wanted) {
      case ObjectNode object when !object.isEmpty() -> {
        ObjectNode there = actual instanceof ObjectNode present ? present : parent.objectNode();
        object(at, object, there, change, fixedPaths);
        if (!there.isEmpty() || change) {
          parent.set(name, there);
        }
      }
      case ArrayNode array when isNamed(array) -> {
        ArrayNode there = actual instanceof ArrayNode present ? present : parent.arrayNode();
        elements(at, array, there, change, fixedPaths);
        parent.set(name, there);
      }
      default -> {
        if (!same(name, wanted, actual)) {
          String line = at + ": " + text(actual) + " → " + text(wanted);
          if (fixedPaths.contains(at)) {
            fixed.add(line + " (fixed when it was made)");
          } else {
            different.add(line);
            if (change) {
              parent.set(name, wanted);
            }
          }
        }
      }
    }
  }

  private void elements(
      String at, ArrayNode wanted, ArrayNode actual, boolean change, Set<String> fixedPaths) {
    for (JsonNode element : wanted) {
      String id = idOf(element);
      String place = at + "[" + id + "]";
      ObjectNode there = null;
      for (JsonNode candidate : actual) {
        if (id.equalsIgnoreCase(idOf(candidate))) {
          there = (ObjectNode) candidate;
        }
      }
      if (there == null) {
        missing.add(place);
        actual.add(element);
      } else {
        object(place, (ObjectNode) element, there, change, fixedPaths);
      }
    }
  }

  private static boolean isNamed(ArrayNode array) {
    return !array.isEmpty() && !idOf(array.get(0)).isEmpty();
  }

  private static String idOf(JsonNode element) {
    return NAMES.stream()
        .map(name -> element.path(name).asText(""))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean same(String name, JsonNode wanted, JsonNode actual) {
    if (wanted.isObject()) {
      return actual.isObject();
    }
    if (wanted.isArray() && actual.isArray()) {
      return texts(wanted).equals(texts(actual));
    }
    return plain(name, text(wanted)).equals(plain(name, text(actual)));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(element -> texts.add(plain("", text(element))));
    return texts;
  }

  /** As Azure compares: in any case, with or without a last slash, 300 s and 5 min being one. */
  private static String plain(String field, String text) {
    if (text.matches("PT[0-9HMS.]+")) {
      return Duration.parse(text).toString();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String spaced = field.equals("location") ? lower.replace(" ", "") : lower;
    return spaced.endsWith("/") ? spaced.substring(0, spaced.length() - 1) : spaced;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? "none"
        : value.isValueNode() ? value.asText() : value.toString();
  }

  /** The wanted fields, each as {@code field: value}, for a resource that is not there yet. */
  static List<String> settings(ObjectNode wanted) {
    List<String> lines = new ArrayList<>();
    settings("", wanted, lines);
    return lines;
  }

  private static void settings(String path, JsonNode value, List<String> lines) {
    switch (value) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  field -> {
                    String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    if (!at.equals(NOT_COMPARED)) {
                      settings(at, field.getValue(), lines);
                    }
                  });
      case ArrayNode array when isNamed(array) ->
          array.forEach(element -> settings(path + "[" + idOf(element) + "]", element, lines));
      default -> lines.add(path + ": " + text(value));
    }
  }
}
