package fettle.emulator.edgehub.route;

import fettle.emulator.hub.DeviceMessage;

/** One parsed route. */
public record Route(RouteSource source, Condition condition, RouteSink sink) {

  /**
   * @throws RouteException when the text is not a route that this package supports
   */
  public static Route parse(String text) {
    return new RouteParser(text).route();
  }

  /**
   * @param output {@code null} when the message names none
   * @param view of the same message, shared between routes so that the body is parsed once
   */
  public boolean takes(DeviceMessage message, String output, MessageView view) {
    return source.matches(message.moduleId(), output) && condition.takes(view);
  }
}
