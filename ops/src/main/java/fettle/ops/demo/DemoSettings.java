package fettle.ops.demo;

import fettle.ops.local.LocalPorts;
import fettle.ops.local.LocalSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * What a demo was asked to do.
 *
 * @param root the project's folder, where the built modules are
 * @param folder where this run keeps its data and logs; emptied at the start
 * @param bind the one address everything listens on
 * @param ports where each part listens
 * @param replay recordings to replay; empty = simulated pumps
 * @param speed times real time, for a replay
 * @param zone zone of recorded times that name none
 * @param machines number of simulated pumps
 * @param headless plain output lines, nothing for a person at a terminal
 * @param scenario what is to happen by itself
 * @param exitWhenDone end with a summary when the replay or the scenario is through
 */
record DemoSettings(
    Path root,
    Path folder,
    String bind,
    LocalPorts ports,
    List<Path> replay,
    double speed,
    ZoneId zone,
    int machines,
    boolean headless,
    Scenario scenario,
    boolean exitWhenDone) {

  boolean isReplay() {
    return !replay.isEmpty();
  }

  /** Where the system of this demo lives. */
  LocalSettings local() {
    return new LocalSettings(
        root, folder, bind, ports, environmentFile(), scenario.driftWindow(), 0);
  }

  /** Where a scenario's simulated history is put. */
  Path history() {
    return folder.resolve("history");
  }

  /** Where the environment file of this demo is put. */
  Path environmentFile() {
    return folder.resolve("fettle.yaml");
  }

  URI http(int port, String path) {
    return local().http(port, path);
  }

  /** The dashboard's first page. */
  URI dashboard() {
    return http(ports.dashboard(), "/");
  }

  InetSocketAddress address(int port) {
    return local().address(port);
  }
}
