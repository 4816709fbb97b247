package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.process.PidFile;
import fettle.ops.process.Readiness;
import fettle.ops.process.Supervised;
import fettle.ops.process.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One run of the whole system: store, hub, gateway, dashboard, first model, modules, in this order,
 * with what does not need each other side by side. Closing it stops everything.
 */
final class Demo implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final String MODULE_SENSOR = "sensor";
  private static final String MODULE_INFERENCE = "inference";

  private final DemoSettings settings;
  private final Console console;
  private final Parts parts;
  private final Supervisor supervisor;
  private final Thread stopOnSignal = new Thread(this::stop, "stop");

  Demo(DemoSettings settings, Console console) {
    this.settings = settings;
    this.console = console;
    this.parts = new Parts(settings);
    this.supervisor =
        new Supervisor(
            line -> console.line("  !      " + line),
            new PidFile(Preflight.pids(settings.folder())));
  }

  /** Runs until the replay is through or a signal comes; the exit code. */
  int run() throws InterruptedException, IOException {
    Runtime.getRuntime().addShutdownHook(stopOnSignal);
    try {
      return start();
    } catch (TimeoutException e) {
      throw new Failure(e.getMessage(), e);
    } catch (IllegalStateException e) {
      if (supervisor.failure().isCompletedExceptionally()) {
        throw new Failure(supervisor.failure().exceptionNow().getMessage(), e);
      }
      throw e;
    }
  }

  private int start() throws InterruptedException, IOException, TimeoutException {
    CompletableFuture<FirstModel.Trained> model =
        CompletableFuture.supplyAsync(new FirstModel(settings, parts)::train);
    Supervised redis = supervisor.start(parts.redis());
    Supervised hub = supervisor.start(parts.hub());
    supervisor.await(
        redis, Readiness.listening(settings.address(settings.ports().redis())), START_LIMIT);
    console.step("Redis on " + settings.bind() + ":" + settings.ports().redis());
    Supervised dashboard = supervisor.start(parts.dashboard());

    supervisor.await(hub, Readiness.fileWritten(parts.hubFile()), START_LIMIT);
    HubInfo info = HubInfo.read(parts.hubFile());
    console.step("IoT hub (MQTT over TLS, Kafka, service API), lake in " + info.lake());
    Supervised gateway = supervisor.start(parts.gateway(info));

    FirstModel.Trained trained = trained(model);
    console.step("first model: " + trained.summary());
    HubTrust.use(info.caCertificate());
    EdgeDevice edge = new EdgeDevice(info.serviceHost(), info.serviceCredential());
    edge.apply(DeploymentManifest.render(settings, trained.manifest(), trained.sha256()));
    console.step("deployment applied to " + EdgeDevice.NAME);

    Supervised inference =
        supervisor.start(parts.inference(environment(info, edge, MODULE_INFERENCE)));
    supervisor.await(inference, () -> edge.modelActive(MODULE_INFERENCE), START_LIMIT);
    console.step("inference module, model in use");
    supervisor.await(gateway, health(settings.ports().gateway()), START_LIMIT);
    supervisor.await(dashboard, health(settings.ports().dashboard()), START_LIMIT);
    console.step("gateway and dashboard");
    supervisor.start(parts.sensor(environment(info, edge, MODULE_SENSOR)));
    DashboardApi api = new DashboardApi(settings);
    supervisor.await(dashboard, api::showsMachines, START_LIMIT);
    console.step("readings arrive");
    console.line("");
    console.line("  Dashboard  " + settings.http(settings.ports().dashboard(), "/"));
    console.line("  Logs       " + settings.folder().resolve("logs"));
    console.line("");
    return settings.exitWhenDone()
        ? new ReplaySummary(settings, info, edge, api, console, supervisor).finish()
        : runUntilStopped();
  }

  private Map<String, String> environment(HubInfo info, EdgeDevice edge, String module)
      throws IOException {
    return info.moduleEnvironment(module, edge.generation(module), settings.bind());
  }

  private Readiness health(int port) {
    return Readiness.healthy(settings.http(port, "/q/health/ready"));
  }

  private FirstModel.Trained trained(CompletableFuture<FirstModel.Trained> model) {
    try {
      return model.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw e;
    }
  }

  private int runUntilStopped() throws InterruptedException {
    console.line("  Ctrl-C stops everything.");
    try {
      supervisor.failure().get();
      return 0;
    } catch (ExecutionException e) {
      throw new Failure(e.getCause().getMessage(), e);
    }
  }

  private void stop() {
    try {
      supervisor.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
