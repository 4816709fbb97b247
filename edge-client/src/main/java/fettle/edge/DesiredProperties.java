package fettle.edge;

import java.util.Map;
import java.util.Optional;

/**
 * All desired properties of the module's twin, patches merged in.
 *
 * @param version the twin's {@code $version} of the desired section
 * @param values JSON as Java: nested maps, lists, strings, {@link Long}, {@link Double}, {@link
 *     Boolean}
 */
public record DesiredProperties(int version, Map<String, Object> values) {

  /** The value at a path such as {@code "sampling", "intervalMs"}, if it is there and not null. */
  public Optional<Object> at(String... path) {
    Object here = values;
    for (String name : path) {
      if (!(here instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      here = map.get(name);
    }
    return Optional.ofNullable(here);
  }
}
