package fettle.emulator.edgehub.route;

/** Where a route brings messages. */
public sealed interface RouteSink {

  /** The IoT hub. */
  record Upstream() implements RouteSink {}

  /** An input of a module on the same edge device. */
  record ModuleInput(String module, String input) implements RouteSink {}
}
