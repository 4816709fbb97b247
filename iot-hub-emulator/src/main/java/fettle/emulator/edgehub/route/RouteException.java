package fettle.emulator.edgehub.route;

/** A route that does not parse, or that uses what is not supported; the message quotes it. */
public final class RouteException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RouteException(String route, int position, String problem) {
    super("route '" + route + "', character " + (position + 1) + ": " + problem);
  }
}
