package fettle.emulator.hub;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An application property that the hub adds to messages for some endpoints.
 *
 * @param key name of the property
 * @param value text, or {@code $iothubname}, {@code $twin.tags.<path>}, {@code
 *     $twin.properties.desired.<path>}, {@code $twin.properties.reported.<path>}
 * @param endpoints names of the endpoints that get it
 */
public record Enrichment(String key, String value, Set<String> endpoints) {

  /** As many as a hub takes. */
  public static final int MAX = 10;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+");
  private static final String TAGS = "$twin.tags.";
  private static final String PROPERTIES = "$twin.properties.";

  public Enrichment {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("enrichment key '" + key + "' must match " + KEY);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException("enrichment " + key + " has an empty value");
    }
    endpoints = Set.copyOf(endpoints);
  }

  /**
   * The path in the sender's twin that the value names, starting with {@code tags}, {@code desired}
   * or {@code reported}; empty when it names none.
   */
  List<String> twinPath() {
    if (value.startsWith(TAGS)) {
      return List.of(("tags." + value.substring(TAGS.length())).split("\\."));
    }
    if (value.startsWith(PROPERTIES + "desired.") || value.startsWith(PROPERTIES + "reported.")) {
      return List.of(value.substring(PROPERTIES.length()).split("\\."));
    }
    return List.of();
  }
}
