package fettle.ops.demo;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code ./fettle demo}. */
@Command(
    name = "demo",
    description =
        "Runs the whole system on this machine, from simulated or recorded readings to the"
            + " dashboard. Ctrl-C stops everything it started.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PortOptions ports;

  @Option(
      names = "--replay",
      arity = "1..*",
      paramLabel = "FILE.csv",
      description = "replay recordings instead of simulated pumps, one machine a file")
  private List<Path> replay = List.of();

  @Parameters(hidden = true)
  private List<Path> moreRecordings = List.of();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "times real time, for a replay (default: ${DEFAULT-VALUE})")
  private double speed;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "zone of recorded times that name none (default: ${DEFAULT-VALUE})")
  private ZoneId zone;

  @Option(
      names = "--machines",
      paramLabel = "N",
      defaultValue = "6",
      description = "number of simulated pumps (default: ${DEFAULT-VALUE})")
  private int machines;

  @Option(names = "--headless", description = "plain lines only, for scripts")
  private boolean headless;

  @Option(
      names = "--exit-when-done",
      description = "end with a summary table when the replay is through")
  private boolean exitWhenDone;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "loopback address that everything listens on (default: ${DEFAULT-VALUE})")
  private String bind;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "data and logs of this run; emptied at the start (default: .fettle/demo)")
  private Path folder;

  /** Ports, each with an option of its own. */
  static final class PortOptions {
    @Option(names = "--dashboard-port", defaultValue = "8080", hidden = true)
    private int dashboard;

    @Option(names = "--gateway-port", defaultValue = "8081", hidden = true)
    private int gateway;

    @Option(names = "--sensor-port", defaultValue = "8082", hidden = true)
    private int sensor;

    @Option(names = "--inference-port", defaultValue = "8083", hidden = true)
    private int inference;

    @Option(names = "--service-port", defaultValue = "8443", hidden = true)
    private int service;

    @Option(names = "--kafka-port", defaultValue = "9093", hidden = true)
    private int kafka;

    @Option(names = "--redis-port", defaultValue = "16379", hidden = true)
    private int redis;

    DemoSettings.Ports toPorts() {
      return new DemoSettings.Ports(dashboard, gateway, sensor, inference, service, kafka, redis);
    }
  }

  @Override
  public Integer call() throws Exception {
    DemoSettings settings = settings();
    Preflight.check(settings);
    Console console = new Console(spec.commandLine().getOut());
    try (Demo demo = new Demo(settings, console)) {
      return demo.run();
    }
  }

  private DemoSettings settings() {
    List<Path> recordings = new ArrayList<>(replay);
    recordings.addAll(moreRecordings);
    require(speed > 0, "--speed must be greater than 0");
    require(machines > 0 && machines <= 1000, "--machines must be 1 to 1000");
    require(
        !exitWhenDone || !recordings.isEmpty(),
        "--exit-when-done goes with --replay: simulated pumps never end");
    Path root = root();
    return new DemoSettings(
        root,
        folder == null ? root.resolve(".fettle/demo") : folder.toAbsolutePath().normalize(),
        bind,
        ports.toPorts(),
        recordings.stream().map(path -> path.toAbsolutePath().normalize()).toList(),
        speed,
        zone,
        machines,
        headless,
        exitWhenDone);
  }

  /** The project's folder, as the fettle script tells it. */
  static Path root() {
    return Path.of(System.getProperty("fettle.root", "")).toAbsolutePath().normalize();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
