package fettle.emulator.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of IoT Hub's routing queries that Fettle uses: {@code true}, {@code false}, or
 * comparisons joined by {@code AND}, each {@code name = 'value'} or {@code name != 'value'} on an
 * application property or on {@code $connectionDeviceId}, {@code $connectionModuleId}, {@code
 * $contentType}, {@code $contentEncoding}. Comparing a property that a message does not have is
 * false.
 */
public final class RouteCondition {

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([$A-Za-z0-9_.-]+)\\s*(=|!=|<>)\\s*'([^']*)'\\s*");
  private static final Pattern AND = Pattern.compile("\\s+AND\\s+", Pattern.CASE_INSENSITIVE);

  private record Comparison(String name, boolean equal, String value) {}

  private final boolean constant;
  private final List<Comparison> comparisons;

  private RouteCondition(boolean constant, List<Comparison> comparisons) {
    this.constant = constant;
    this.comparisons = comparisons;
  }

  /**
   * @throws IllegalArgumentException naming what it does not know
   */
  public static RouteCondition parse(String text) {
    switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> {
        return new RouteCondition(true, List.of());
      }
      case "false" -> {
        return new RouteCondition(false, List.of());
      }
      default -> {
        List<Comparison> comparisons = new ArrayList<>();
        for (String part : AND.split(text)) {
          Matcher matcher = COMPARISON.matcher(part);
          if (!matcher.matches()) {
            throw new IllegalArgumentException(
                "route condition '%s': '%s' is no comparison like kind = 'scored'"
                    .formatted(text, part.strip()));
          }
          comparisons.add(
              new Comparison(matcher.group(1), matcher.group(2).equals("="), matcher.group(3)));
        }
        return new RouteCondition(true, List.copyOf(comparisons));
      }
    }
  }

  boolean matches(HubMessage message) {
    return constant
        && comparisons.stream()
            .allMatch(
                comparison -> {
                  String actual = actual(comparison.name(), message);
                  return actual != null && actual.equals(comparison.value()) == comparison.equal();
                });
  }

  private static String actual(String name, HubMessage message) {
    Map<String, String> system = message.origin().systemProperties();
    return switch (name) {
      case "$connectionDeviceId" -> message.origin().deviceId();
      case "$connectionModuleId" -> message.origin().moduleId();
      case "$contentType" -> system.get("content-type");
      case "$contentEncoding" -> system.get("content-encoding");
      default -> message.properties().get(name);
    };
  }
}
