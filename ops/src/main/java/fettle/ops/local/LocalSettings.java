package fettle.ops.local;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the system of this machine lives.
 *
 * @param root the project's folder, where the built modules are
 * @param folder data and logs
 * @param bind the one address everything listens on
 * @param ports where each part listens
 * @param config the environment's file; {@code null} = the defaults
 * @param driftWindow over which what models see is compared with what they learned from
 * @param dailyMessages that the hub takes in a UTC day; 0 for any number
 */
public record LocalSettings(
    Path root,
    Path folder,
    String bind,
    LocalPorts ports,
    Path config,
    Duration driftWindow,
    long dailyMessages) {
  /** On a laptop machines run for minutes, not for weeks. */
  public static final Duration DRIFT_WINDOW = Duration.ofMinutes(1);

  /** With the usual window, and a hub that takes everything. */
  public LocalSettings(Path root, Path folder, String bind, LocalPorts ports, Path config) {
    this(root, folder, bind, ports, config, DRIFT_WINDOW, 0);
  }

  /** The project's folder, as the fettle script tells it. */
  public static Path projectRoot() {
    return Path.of(System.getProperty("fettle.root", "")).toAbsolutePath().normalize();
  }

  /** Where the hub writes its addresses and secrets when it is ready. */
  public Path hubFile() {
    return folder.resolve("hub").resolve("hub.json");
  }

  /** Where the hub's storage route puts its blobs. */
  public Path lake() {
    return folder.resolve("lake");
  }

  /** Where running processes are written down. */
  public Path pids() {
    return folder.resolve("pids");
  }

  /** Where edge modules keep what has to last. */
  public Path modules() {
    return folder.resolve("modules");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public String redisUrl() {
    return "redis://" + bind + ":" + ports.redis();
  }

  public URI http(int port, String path) {
    return URI.create("http://" + bind + ":" + port + path);
  }

  public InetSocketAddress address(int port) {
    return new InetSocketAddress(bind, port);
  }
}
