package fettle.inference.pipeline;

import fettle.edge.ConnectionState;
import fettle.edge.DesiredProperties;
import fettle.edge.EdgeException;
import fettle.edge.EdgeMeters;
import fettle.edge.EdgeModule;
import fettle.edge.EdgeOptions;
import fettle.edge.TwinReporter;
import fettle.inference.config.InferenceConfig;
import fettle.inference.model.ModelDeployment;
import fettle.inference.model.ModelLimits;
import fettle.inference.model.ModelLoader;
import fettle.inference.model.ModelSet;
import fettle.inference.model.ModelStatus;
import fettle.inference.score.ScoreFormat;
import fettle.inference.score.Scorer;
import fettle.inference.score.WindowRules;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The whole module, put together; needs no container. */
public final class Inference implements AutoCloseable {

  /**
   * The hub delivers what waits for the module before the SDK says that it is open and takes
   * anything. Giving such a message back would hold it up for the hub's whole timeout.
   */
  private static final Duration OPENING_POLL = Duration.ofMillis(20);

  private static final Duration OPENING_LIMIT = Duration.ofSeconds(5);

  private final MachineCounters counters;
  private final Scorer scorer;
  private final ModelDeployment deployment;
  private final Sketching sketching;
  private final EdgeModule edge;
  private final TwinReporter<ReportedState> reporter;

  /**
   * Starts the module; it connects in the background.
   *
   * @param environment the variables that IoT Edge sets
   * @param executor for loading models
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  public Inference(
      InferenceConfig config,
      Map<String, String> environment,
      MeterRegistry registry,
      Executor executor) {
    InferenceMetrics metrics = new InferenceMetrics(registry);
    CompletableFuture<EdgeModule> started = new CompletableFuture<>();
    counters = new MachineCounters(config.report().maxMachines());
    scorer = scorer(config, metrics);
    metrics.watch(scorer);
    Sender sender =
        (output, body, id, properties) ->
            // a message may come in before the last line has assigned the module
            Uni.createFrom()
                .completionStage(started)
                .chain(module -> module.send(output, body, id, properties))
                .onFailure(Inference::isNotConnected)
                .retry()
                .withBackOff(OPENING_POLL, OPENING_POLL.multipliedBy(10))
                .expireIn(OPENING_LIMIT.toMillis());
    sketching = new Sketching(config, sender, metrics);
    deployment =
        new ModelDeployment(
            loader(config.models()), executor, scorer::swap, sketching.onModels(metrics::models));
    TelemetryInput input =
        new TelemetryInput(
            new TelemetryCodec(
                new Limits(
                    Math.toIntExact(config.input().maxBytes().asLongValue()),
                    config.input().maxSignals(),
                    config.input().maxReadings())),
            config.input().flatMachine(),
            scorer,
            sender,
            counters,
            metrics,
            sketching::take);
    EdgeModule.Builder builder =
        EdgeModule.builder(environment)
            .options(
                EdgeOptions.DEFAULT
                    .withSendTimeout(config.send().timeout())
                    .withInputTimeout(config.send().timeout()))
            .metrics(new EdgeMeters(registry))
            .onInput(TelemetryInput.NAME, input::handle)
            .onDesired(this::desired);
    deployment.resume();
    edge = builder.start();
    started.complete(edge);
    reporter =
        new TwinReporter<>(
            this::state, ReportedState::patchFrom, ReportedState.clearing(), edge::report);
  }

  /** Reports what changed; to be called now and then. */
  public void report() {
    if (edge.state() == ConnectionState.CONNECTED) {
      reporter.report();
    }
  }

  /** Tries again to fetch models whose place could not be reached; to be called now and then. */
  public void retryModels() {
    deployment.retry();
  }

  /** Sends sketches that are due, and those that were not acknowledged; to be called often. */
  public Uni<Void> sendSketches() {
    return sketching.send();
  }

  public ConnectionState connection() {
    return edge.state();
  }

  public ModelStatus models() {
    return deployment.status();
  }

  /**
   * Sends the last sketches as far as that goes quickly, and ends the connection; what was not
   * acknowledged of the input is delivered again to whoever comes next.
   */
  @Override
  public void close() {
    if (edge.state() == ConnectionState.CONNECTED) {
      sketching.sendLast();
    }
    edge.close();
    scorer.swap(ModelSet.empty());
  }

  private void desired(DesiredProperties properties) {
    sketching.desired(properties);
    deployment.desired(properties.at("models"));
  }

  private ReportedState state() {
    return new ReportedState(
        deployment.status(), sketching.interval(), counters.rejected(), counters.snapshot());
  }

  private static boolean isNotConnected(Throwable failure) {
    return failure instanceof EdgeException edge
        && edge.reason() == EdgeException.Reason.NOT_CONNECTED;
  }

  private static Scorer scorer(InferenceConfig config, InferenceMetrics metrics) {
    return new Scorer(
        new WindowRules(
            config.window().maxMachines(),
            config.window().maxGapIntervals(),
            config.window().maxHoldIntervals()),
        new ScoreFormat(config.score().contributionFrom(), config.score().digits()),
        InstantSource.system(),
        metrics::evicted);
  }

  private static ModelLoader loader(InferenceConfig.Models config) {
    return new ModelLoader(
        config.cacheFolder(),
        config.timeout(),
        new ModelLimits(
            Math.toIntExact(config.maxManifestSize().asLongValue()),
            Math.toIntExact(config.maxModelSize().asLongValue()),
            config.maxModels(),
            config.maxWindowValues()));
  }
}
