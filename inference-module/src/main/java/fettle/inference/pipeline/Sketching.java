package fettle.inference.pipeline;

import fettle.edge.DesiredProperties;
import fettle.inference.config.InferenceConfig;
import fettle.inference.model.ModelStatus;
import fettle.inference.score.ScoredBatch;
import fettle.inference.sketch.SketchInterval;
import fettle.inference.sketch.SketchOutbox;
import fettle.inference.sketch.Sketches;
import fettle.telemetry.MessageKind;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sketches from the scored batch to the output {@value TelemetryInput#SKETCH}. */
final class Sketching {
  private static final Logger LOG = Logger.getLogger(Sketching.class);

  /** A stop must not wait longer for what only makes windows fuller. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private final Duration configured;
  private final Sketches sketches;
  private final SketchOutbox outbox;
  private final InferenceMetrics metrics;
  private volatile SketchInterval interval;

  Sketching(InferenceConfig config, Sender sender, InferenceMetrics metrics) {
    this.configured = config.sketch().every();
    this.metrics = metrics;
    interval = new SketchInterval(configured, null);
    sketches =
        new Sketches(
            UUID.randomUUID().toString(),
            config.window().maxMachines(),
            config.sketch().referenceEvery());
    outbox =
        new SketchOutbox(
            (body, id) ->
                sender.send(
                    TelemetryInput.SKETCH,
                    body,
                    id,
                    Map.of(MessageKind.PROPERTY, MessageKind.SKETCH.wire())),
            config.sketch().maxWaiting(),
            metrics::sketchesDropped);
    metrics.watch(outbox);
  }

  void take(ScoredBatch scored) {
    if (interval.every().isZero()) {
      return;
    }
    long started = System.nanoTime();
    outbox.add(sketches.take(scored, millis()));
    metrics.sketched(System.nanoTime() - started);
  }

  /** Sends what is due and what is left. */
  Uni<Void> send() {
    Duration every = interval.every();
    if (!every.isZero()) {
      outbox.add(sketches.due(millis(), every));
    }
    return outbox.send();
  }

  void sendLast() {
    outbox.add(sketches.due(millis(), Duration.ZERO));
    try {
      outbox.send().await().atMost(LAST_WORD);
    } catch (TimeoutException e) {
      LOG.infof("%d messages with sketches were not sent before the end", outbox.size());
    }
  }

  /** What old models saw leaves when others come, so that a message tells of one model alone. */
  Consumer<ModelStatus> onModels(Consumer<ModelStatus> next) {
    return status -> {
      outbox.add(sketches.due(millis(), Duration.ZERO));
      next.accept(status);
    };
  }

  void desired(DesiredProperties properties) {
    interval = SketchInterval.of(properties, configured, interval);
    if (interval.every().isZero()) {
      sketches.clear();
    }
  }

  SketchInterval interval() {
    return interval;
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
