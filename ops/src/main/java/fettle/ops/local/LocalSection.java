package fettle.ops.local;

import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code local}: where the system of this machine listens.
 *
 * @param bind loopback address that everything listens on. Each address can have one system, for
 *     the device SDK fixes the port for MQTT
 * @param driftWindow ISO 8601: over which what models see is compared with what they learned from;
 *     left out, a minute
 * @param dailyMessages that the hub takes in a UTC day before it refuses more, as Azure's does;
 *     left out, any number
 */
public record LocalSection(String bind, Ports ports, String driftWindow, Long dailyMessages)
    implements Section {
  /** Addresses of this machine that nobody reaches from another, as a regular expression. */
  public static final String LOOPBACK = "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";

  private static final String NAME = "local";
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

  /** What is left out is as usual. */
  public record Ports(
      Integer dashboard,
      Integer gateway,
      Integer sensor,
      Integer inference,
      Integer service,
      Integer kafka,
      Integer redis) {
    private static final int HIGHEST = 65_535;

    LocalPorts toPorts() {
      LocalPorts usual = LocalPorts.DEFAULT;
      return new LocalPorts(
          or(dashboard, usual.dashboard()),
          or(gateway, usual.gateway()),
          or(sensor, usual.sensor()),
          or(inference, usual.inference()),
          or(service, usual.service()),
          or(kafka, usual.kafka()),
          or(redis, usual.redis()));
    }

    private static int or(Integer given, int usual) {
      return given == null ? usual : given;
    }
  }

  public LocalSection {
    bind = bind == null ? "127.0.0.1" : bind;
    ports = ports == null ? new Ports(null, null, null, null, null, null, null) : ports;
    dailyMessages = dailyMessages == null ? 0 : dailyMessages;
    driftWindow = driftWindow == null ? LocalSettings.DRIFT_WINDOW.toString() : driftWindow;
  }

  /**
   * Where the system of an environment lives.
   *
   * @param folder of the environment on this machine
   */
  public static LocalSettings settings(Path folder, EnvironmentFile environment) {
    LocalSection section = environment.section(NAME, LocalSection.class);
    return new LocalSettings(
        LocalSettings.projectRoot(),
        folder.toAbsolutePath().normalize(),
        section.bind(),
        section.ports().toPorts(),
        environment.file().orElse(null),
        Duration.parse(section.driftWindow()),
        section.dailyMessages());
  }

  @Override
  public void check(Problems problems, String path) {
    problems.matches(
        path + ".bind", bind, LOOPBACK, "must be a loopback address, such as 127.0.0.2");
    problems.lasts(
        path + ".driftWindow",
        driftWindow,
        SHORTEST_WINDOW,
        "must be a duration such as PT1M, from PT1S on");
    problems.require(
        dailyMessages >= 0, path + ".dailyMessages", dailyMessages, "must not be negative");
    PortCheck.wanted(ports.toPorts())
        .forEach((name, port) -> problems.within(path + ".ports." + name, port, 1, Ports.HIGHEST));
    problems.require(
        PortCheck.wanted(ports.toPorts()).values().stream().distinct().count()
            == PortCheck.wanted(ports.toPorts()).size(),
        path + ".ports",
        ports.toPorts(),
        "must differ from each other and from " + LocalPorts.MQTT);
  }
}
