package fettle.dashboard.model;

import fettle.dashboard.store.DecisionStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What people said of models' alarms, as a gauge for monitoring; every dashboard shows the same.
 * Read anew now and then; while the store is away it stays as it was.
 */
@Startup
@ApplicationScoped
public class JudgedMetrics {
  private static final Logger LOG = Logger.getLogger(JudgedMetrics.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int MOST_MODELS = 100;

  private final DecisionStore decisions;
  private final MultiGauge alarms;

  JudgedMetrics(DecisionStore decisions, MeterRegistry registry, Vertx vertx) {
    this.decisions = decisions;
    this.alarms = MultiGauge.builder("fettle.dashboard.model.alarms").register(registry);
    vertx.setPeriodic(EVERY.toMillis(), timer -> read());
  }

  private void read() {
    decisions
        .read()
        .map(Judged::byModel)
        .subscribe()
        .with(this::show, e -> LOG.debugf("judged alarms cannot be read now: %s", e.getMessage()));
  }

  /** Of more models than have room, those with the most judged alarms. */
  void show(Map<String, Judged> byModel) {
    List<MultiGauge.Row<?>> rows =
        byModel.entrySet().stream()
            .sorted(
                Map.Entry.<String, Judged>comparingByValue(Comparator.comparingLong(Judged::all))
                    .reversed())
            .limit(MOST_MODELS)
            .<MultiGauge.Row<?>>flatMap(
                model ->
                    Stream.of(
                        row(model.getKey(), "confirmed", model.getValue().confirmed()),
                        row(model.getKey(), "dismissed", model.getValue().dismissed())))
            .toList();
    alarms.register(rows, true);
  }

  private static MultiGauge.Row<Number> row(String model, String judged, long count) {
    return MultiGauge.Row.of(Tags.of("model", model, "judged", judged), count);
  }
}
