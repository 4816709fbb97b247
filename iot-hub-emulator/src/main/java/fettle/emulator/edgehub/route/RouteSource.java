package fettle.emulator.edgehub.route;

import java.util.Locale;

/** Which senders a route takes messages from. */
public sealed interface RouteSource {

  /** {@code /*} and {@code /messages/*}: devices and modules. */
  record Everyone() implements RouteSource {}

  /** {@code /messages/modules/*}. */
  record AnyModule() implements RouteSource {}

  /** {@code /messages/modules/m/*}, through some output or none. */
  record OneModule(String module) implements RouteSource {}

  /** {@code /messages/modules/m/outputs/*}. */
  record AnyOutput(String module) implements RouteSource {}

  /** {@code /messages/modules/m/outputs/o}. */
  record OneOutput(String module, String output) implements RouteSource {}

  /**
   * @param module {@code null} when a device itself sent the message
   * @param output {@code null} when the message names none
   */
  default boolean matches(String module, String output) {
    return switch (this) {
      case Everyone() -> true;
      case AnyModule() -> module != null;
      case OneModule(String wanted) -> wanted.equalsIgnoreCase(module);
      case AnyOutput(String wanted) -> wanted.equalsIgnoreCase(module) && output != null;
      case OneOutput(String wanted, String through) ->
          wanted.equalsIgnoreCase(module) && through.equalsIgnoreCase(output);
    };
  }

  /** {@code null} when this is not a source that is supported. */
  static RouteSource parse(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String[] parts = trimmed.split("/", -1);
    String[] low = trimmed.toLowerCase(Locale.ROOT).split("/", -1);
    if (trimmed.equals("/*") || matches(low, "", "messages", "*") || matches(low, "", "messages")) {
      return new Everyone();
    }
    if (matches(low, "", "messages", "modules", "*")) {
      return new AnyModule();
    }
    if (matches(low, "", "messages", "modules", null, "*")
        || matches(low, "", "messages", "modules", null)) {
      return new OneModule(parts[3]);
    }
    if (matches(low, "", "messages", "modules", null, "outputs", "*")) {
      return new AnyOutput(parts[3]);
    }
    if (matches(low, "", "messages", "modules", null, "outputs", null)) {
      return new OneOutput(parts[3], parts[5]);
    }
    return null;
  }

  /** {@code null} in the pattern stands for any name. */
  private static boolean matches(String[] parts, String... pattern) {
    if (parts.length != pattern.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      boolean name = pattern[i] == null && !parts[i].isEmpty() && !parts[i].equals("*");
      if (!name && !parts[i].equals(pattern[i])) {
        return false;
      }
    }
    return true;
  }
}
