package fettle.ops.demo;

import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import fettle.ops.local.PortOptions;
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
      description = "number of simulated pumps (default: 6, or 3 with --scenario drift)")
  private Integer machines;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "drift: a sensor of one pump is calibrated anew, which is noticed, learned and deployed"
              + " by itself (default: ${DEFAULT-VALUE})")
  private Scenario scenario;

  @Option(names = "--headless", description = "plain lines only, for scripts")
  private boolean headless;

  @Option(
      names = "--exit-when-done",
      description = "end with a summary when the replay or the scenario is through")
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

  @Override
  public Integer call() throws Exception {
    DemoSettings settings = settings();
    Console console = new Console(spec.commandLine().getOut());
    Preflight.check(settings).forEach(console::remark);
    try (Demo demo = new Demo(settings, console)) {
      return demo.run();
    }
  }

  private DemoSettings settings() {
    List<Path> recordings = new ArrayList<>(replay);
    recordings.addAll(moreRecordings);
    require(speed > 0, "--speed must be greater than 0");
    int pumps = machines == null ? scenario.machines() : machines;
    require(pumps > 0 && pumps <= 1000, "--machines must be 1 to 1000");
    require(
        !exitWhenDone || !recordings.isEmpty() || scenario != Scenario.NONE,
        "--exit-when-done goes with --replay or --scenario: simulated pumps never end");
    require(
        scenario == Scenario.NONE || recordings.isEmpty(),
        "--scenario goes with simulated pumps, not with --replay");
    require(
        bind.matches(LocalSection.LOOPBACK),
        "--bind must be a loopback address, such as 127.0.0.2, not " + bind);
    Path root = LocalSettings.projectRoot();
    return new DemoSettings(
        root,
        folder == null ? root.resolve(".fettle/demo") : folder.toAbsolutePath().normalize(),
        bind,
        ports.toPorts(),
        recordings.stream().map(path -> path.toAbsolutePath().normalize()).toList(),
        speed,
        zone,
        pumps,
        headless,
        scenario,
        exitWhenDone);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
