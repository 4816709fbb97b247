package fettle.ops.local;

import fettle.ops.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The local runtime as a program; started by {@link DetachedRuntime}, not by people. */
@Command(
    name = "runtime",
    hidden = true,
    description = "Runs the parts of the system on this machine until it is told to end.")
public final class RuntimeCommand implements Callable<Integer> {
  @Option(names = "--folder", required = true)
  private Path folder;

  @Option(names = "--bind", required = true)
  private String bind;

  @Option(names = "--config")
  private Path config;

  @Option(names = "--drift-window")
  private Duration driftWindow = LocalSettings.DRIFT_WINDOW;

  @Option(names = "--daily-messages")
  private long dailyMessages;

  @Mixin private PortOptions ports;

  /** What makes {@link #call} run with these settings. */
  static List<String> arguments(LocalSettings settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--folder",
                settings.folder().toString(),
                "--bind",
                settings.bind(),
                "--drift-window",
                settings.driftWindow().toString(),
                "--daily-messages",
                Long.toString(settings.dailyMessages())));
    arguments.addAll(PortOptions.arguments(settings.ports()));
    if (settings.config() != null) {
      arguments.addAll(List.of("--config", settings.config().toString()));
    }
    return arguments;
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalSettings settings =
        new LocalSettings(
            LocalSettings.projectRoot(),
            folder,
            bind,
            ports.toPorts(),
            config,
            driftWindow,
            dailyMessages);
    try (LocalRuntime runtime = new LocalRuntime(settings, RuntimeCommand::log)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runtime), "stop"));
      runtime.start();
      log("the local runtime is up");
      runtime.startWorker();
      throw new Failure(runtime.awaitTrouble());
    }
  }

  private static void stop(LocalRuntime runtime) {
    try {
      runtime.stop();
      log("the local runtime ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void log(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + "  " + line);
  }
}
