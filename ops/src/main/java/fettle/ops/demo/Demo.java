package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.command.PipelineCall;
import fettle.ops.command.PipelineOptions;
import fettle.ops.deploy.DeployCommand;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.JavaPrograms;
import fettle.ops.local.LocalProvision;
import fettle.ops.local.LocalRuntime;
import fettle.ops.local.Waiting;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.RunListener;
import fettle.ops.provision.ProvisionCommand;
import fettle.ops.train.TrainCommand;
import fettle.ops.train.steps.SimulatedHistory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One run of the whole system: the local runtime in this process, and the three pipelines of an
 * environment of its own, by their commands. Closing it stops everything.
 */
final class Demo implements AutoCloseable {
  private static final Duration READINGS_LIMIT = Duration.ofMinutes(3);

  private final DemoSettings settings;
  private final Console console;
  private final LocalRuntime runtime;

  Demo(DemoSettings settings, Console console) {
    this.settings = settings;
    this.console = console;
    this.runtime = new LocalRuntime(settings.local(), console::remark);
  }

  /** Runs until the replay is through or a signal comes; the exit code. */
  int run() throws InterruptedException, IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
    bringUp();
    console.line("");
    console.line("  Dashboard  " + settings.dashboard());
    console.line("  Logs       " + settings.local().logs());
    console.line("");
    if (settings.scenario() == Scenario.DRIFT) {
      new DriftScenario(edge(), new DashboardApi(settings.dashboard()), console, runtime).play();
      return settings.exitWhenDone() ? 0 : runUntilStopped();
    }
    return settings.exitWhenDone() ? summary().finish() : runUntilStopped();
  }

  /**
   * The system comes up while the model is trained; as soon as there is an edge device and a model,
   * both modules are deployed. A recording runs only when there is all that it is to pass.
   */
  private void bringUp() throws InterruptedException {
    DemoEnvironment.write(settings, !settings.isReplay());
    CompletableFuture<Void> device = new CompletableFuture<>();
    CompletableFuture<Void> model = inBackground(this::train);
    CompletableFuture<Void> system =
        inBackground(
            () ->
                pipeline(
                    options -> new ProvisionCommand(options, runtime),
                    event -> {
                      if (event instanceof RunListener.Done done
                          && done.step().equals(LocalProvision.DEVICE)) {
                        device.complete(null);
                      }
                    }));
    await(model);
    await(CompletableFuture.anyOf(device, system));
    pipeline(DeployCommand::new, event -> {});
    await(system);
    if (settings.isReplay()) {
      DemoEnvironment.write(settings, true);
      pipeline(DeployCommand::new, event -> {});
    }
    Waiting.until(
        new DashboardApi(settings.dashboard())::showsMachines,
        runtime,
        READINGS_LIMIT,
        "the first reading",
        settings.local().logs().toString());
    console.step("readings arrive");
    runtime.startWorker();
  }

  private void train() {
    if (settings.scenario() != Scenario.NONE) {
      try {
        new SimulatedHistory(
                new JavaPrograms(settings.root()),
                settings.history(),
                settings.machines(),
                settings.scenario().day())
            .make();
      } catch (PassingFailure | IOException e) {
        throw new Failure("history cannot be simulated: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted", e);
      }
    }
    pipeline(TrainCommand::new, event -> {});
  }

  private static CompletableFuture<Void> inBackground(Runnable work) {
    return CompletableFuture.runAsync(work, Thread::startVirtualThread);
  }

  private void pipeline(
      Function<PipelineOptions, Callable<Integer>> command, RunListener listener) {
    PipelineCall.Outcome outcome =
        PipelineCall.run(
            command,
            List.of(
                "--config", settings.environmentFile().toString(),
                "--state", settings.folder().toString(),
                "--by", "demo"),
            new DemoListener(console).and(listener));
    if (!outcome.succeeded()) {
      throw new Failure(outcome.error());
    }
  }

  private static void await(CompletableFuture<?> work) {
    try {
      work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Failure failure ? failure : e;
    }
  }

  private ReplaySummary summary() throws IOException {
    return new ReplaySummary(
        settings, hub(), edge(), new DashboardApi(settings.dashboard()), console, runtime);
  }

  private HubInfo hub() throws IOException {
    return HubInfo.read(settings.local().hubFile());
  }

  private EdgeDevice edge() throws IOException {
    HubInfo hub = hub();
    HubTrust.use(hub.caCertificate());
    return new EdgeDevice(hub.serviceHost(), hub.serviceCredential());
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
