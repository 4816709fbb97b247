package fettle.inference;

import fettle.edge.EdgeEnvironment;
import fettle.inference.config.InferenceBounds;
import fettle.inference.config.InferenceConfig;
import fettle.inference.pipeline.Inference;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Starts the module with the application, stops it with it, and keeps its clock. */
@ApplicationScoped
public class InferenceModule {

  private final InferenceConfig settings;
  private final Config config;
  private final MeterRegistry registry;
  private volatile Inference inference;

  InferenceModule(InferenceConfig settings, Config config, MeterRegistry registry) {
    this.settings = settings;
    this.config = config;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    InferenceBounds.check(settings);
    inference =
        new Inference(
            settings,
            EdgeEnvironment.variables(name -> config.getOptionalValue(name, String.class)),
            registry,
            Infrastructure.getDefaultWorkerPool());
  }

  void stop(@Observes ShutdownEvent event) {
    if (inference != null) {
      inference.close();
    }
  }

  @Scheduled(
      every = "${inference.report.interval:2s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void report() {
    inference().ifPresent(Inference::report);
  }

  @Scheduled(
      every = "${inference.sketch.tick:2s}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sketches() {
    return inference().map(Inference::sendSketches).orElseGet(() -> Uni.createFrom().voidItem());
  }

  @Scheduled(every = "${inference.models.retry:30s}", delayed = "10s")
  void retryModels() {
    inference().ifPresent(Inference::retryModels);
  }

  /** Empty until the application has started; health and clock may ask before. */
  Optional<Inference> inference() {
    return Optional.ofNullable(inference);
  }
}
