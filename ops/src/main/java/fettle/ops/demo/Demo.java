package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.LocalRuntime;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * One run of the whole system, in this process and its children: the local runtime, brought up,
 * taught and deployed to by the pipelines of the local target. Closing it stops everything.
 */
final class Demo implements AutoCloseable {
  private static final Retries RETRIES =
      new Retries(5, Duration.ofMillis(200), Duration.ofSeconds(2));

  private final DemoSettings settings;
  private final Console console;
  private final LocalRuntime runtime;

  Demo(DemoSettings settings, Console console) {
    this.settings = settings;
    this.console = console;
    this.runtime = new LocalRuntime(settings.local(), line -> console.line("  !      " + line));
  }

  /** Runs until the replay is through or a signal comes; the exit code. */
  int run() throws InterruptedException, IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
    bringUp();
    console.line("");
    console.line("  Dashboard  " + settings.http(settings.ports().dashboard(), "/"));
    console.line("  Logs       " + settings.local().logs());
    console.line("");
    return settings.exitWhenDone() ? summary().finish() : runUntilStopped();
  }

  private void bringUp() {
    RunState run =
        new PipelineRunner(
                new Journal(settings.folder().resolve("runs")),
                new Redaction(),
                RETRIES,
                InstantSource.system())
            .run(
                new DemoSteps(settings, runtime).pipeline(),
                new PipelineRunner.Request("demo", "local", ""),
                new DemoListener(console));
    if (!run.succeeded()) {
      throw new Failure(
          run.steps().values().stream()
              .filter(step -> step.status() == StepState.Status.FAILED)
              .map(StepState::error)
              .distinct()
              .collect(Collectors.joining("; ")));
    }
  }

  private ReplaySummary summary() throws IOException {
    HubInfo hub = HubInfo.read(settings.local().hubFile());
    HubTrust.use(hub.caCertificate());
    EdgeDevice edge = new EdgeDevice(hub.serviceHost(), hub.serviceCredential());
    return new ReplaySummary(settings, hub, edge, new DashboardApi(settings), console, runtime);
  }

  private int runUntilStopped() throws InterruptedException {
    console.line("  Ctrl-C stops everything.");
    throw new Failure(runtime.awaitTrouble());
  }

  private void stopOnSignal() {
    try {
      runtime.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    runtime.close();
  }
}
