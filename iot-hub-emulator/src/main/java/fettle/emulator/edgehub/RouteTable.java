package fettle.emulator.edgehub;

import fettle.emulator.edgehub.route.MessageView;
import fettle.emulator.edgehub.route.Route;
import fettle.emulator.edgehub.route.RouteException;
import fettle.emulator.edgehub.route.RouteSink;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.DeviceMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of one edge device, first priority first. */
record RouteTable(List<Entry> entries) {

  /** An edge device without a deployment sends everything upstream, as a new one in Azure does. */
  static final RouteTable DEFAULT =
      new RouteTable(
          List.of(
              new Entry(
                  "upstream",
                  Route.parse("FROM /messages/* INTO $upstream"),
                  Deployment.Route.LOWEST,
                  Duration.ofHours(2))));

  record Entry(String name, Route route, int priority, Duration timeToLive) {}

  /**
   * @throws IllegalArgumentException naming the route that cannot be used
   */
  static RouteTable of(Deployment deployment) {
    List<Entry> entries = new ArrayList<>();
    for (Deployment.Route route : deployment.routes()) {
      try {
        entries.add(
            new Entry(
                route.name(),
                Route.parse(route.text()),
                route.priority(),
                route.timeToLive() == null ? deployment.storeAndForward() : route.timeToLive()));
      } catch (RouteException e) {
        throw new IllegalArgumentException("routes." + route.name() + ": " + e.getMessage(), e);
      }
    }
    entries.sort(Comparator.comparingInt(Entry::priority));
    return new RouteTable(List.copyOf(entries));
  }

  /**
   * The entries that take a message. Of several that lead to the same place the first one counts:
   * no endpoint gets a message twice.
   *
   * @param output {@code null} when the message names none
   */
  List<Entry> matching(DeviceMessage message, String output) {
    MessageView view = new MessageView(message);
    Map<RouteSink, Entry> chosen = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.route().takes(message, output, view)) {
        chosen.putIfAbsent(entry.route().sink(), entry);
      }
    }
    return List.copyOf(chosen.values());
  }
}
