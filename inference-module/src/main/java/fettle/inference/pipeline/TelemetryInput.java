package fettle.inference.pipeline;

import fettle.edge.EdgeMessage;
import fettle.inference.score.ScoredBatch;
import fettle.inference.score.Scorer;
import fettle.telemetry.Decoded;
import fettle.telemetry.EdgeRejection;
import fettle.telemetry.MessageKind;
import fettle.telemetry.RejectReason;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes messages of the input {@value #NAME}. Every message leaves as exactly one: scored, scored
 * as far as possible, or rejected with a reason.
 *
 * <p>Delivery: at least once. The message is acknowledged when what became of it is acknowledged; a
 * failure to send leaves it with the hub, which delivers it again. Order: one message at a time, as
 * the hub gives them. Poison: bytes that are no message go out on {@value #REJECTED} and are
 * acknowledged, so that they hold nothing up.
 */
final class TelemetryInput {

  static final String NAME = "telemetry";
  static final String SCORED = "scored";
  static final String REJECTED = "rejected";
  static final String SKETCH = "sketch";
  static final String SOURCE = "inference";

  /** What the hub takes, less room for the properties. */
  static final int LARGEST_BODY = 262_144 - 4_096;

  private final TelemetryCodec codec;
  private final String flatMachine;
  private final Scorer scorer;
  private final Sender sender;
  private final MachineCounters counters;
  private final InferenceMetrics metrics;
  private final Consumer<ScoredBatch> sketch;

  /**
   * @param sketch is shown every batch as it was scored
   */
  TelemetryInput(
      TelemetryCodec codec,
      String flatMachine,
      Scorer scorer,
      Sender sender,
      MachineCounters counters,
      InferenceMetrics metrics,
      Consumer<ScoredBatch> sketch) {
    this.codec = codec;
    this.flatMachine = flatMachine;
    this.scorer = scorer;
    this.sender = sender;
    this.counters = counters;
    this.metrics = metrics;
    this.sketch = sketch;
  }

  Uni<Void> handle(EdgeMessage message) {
    return switch (codec.decode(message.body(), flatMachine)) {
      case Decoded.Valid valid -> score(message, valid.batch());
      case Decoded.Flat flat -> score(message, flat.batch());
      case Decoded.Rejected rejected ->
          reject(message, machineOf(message), rejected.reason(), rejected.detail());
    };
  }

  private Uni<Void> score(EdgeMessage message, TelemetryBatch batch) {
    long started = System.nanoTime();
    ScoredBatch scored = scorer.score(batch);
    byte[] body = encode(scored.batch());
    metrics.scored(scored, System.nanoTime() - started);
    sketch.accept(scored);
    if (body.length > LARGEST_BODY) {
      return reject(
          message,
          batch.machine(),
          RejectReason.TOO_LARGE,
          "with its scores the body has " + body.length + " bytes, the limit is " + LARGEST_BODY);
    }
    counters.scored(scored);
    return send(SCORED, MessageKind.SCORED, body, messageId(message, batch));
  }

  /** Shares are left out of a message that would be too large with them. */
  private byte[] encode(TelemetryBatch batch) {
    byte[] body = codec.encode(batch);
    Scoring scoring = batch.scoring();
    if (body.length <= LARGEST_BODY || scoring.contribution() == null) {
      return body;
    }
    return codec.encode(
        batch.withScoring(
            new Scoring(
                scoring.model(), scoring.score(), scoring.anomaly(), null, scoring.scoredAt())));
  }

  private Uni<Void> reject(
      EdgeMessage message, String machine, RejectReason reason, String detail) {
    metrics.rejected(reason);
    counters.rejected(machine);
    EdgeRejection rejection =
        new EdgeRejection(reason.name(), detail, machine, message.messageId(), SOURCE);
    return send(REJECTED, MessageKind.REJECTED, rejection.encode(), message.messageId());
  }

  private Uni<Void> send(String output, MessageKind kind, byte[] body, String messageId) {
    return sender.send(output, body, messageId, Map.of(MessageKind.PROPERTY, kind.wire()));
  }

  /** A batch's own id at every hop; a flat reading keeps the one that its sender gave it. */
  private static String messageId(EdgeMessage message, TelemetryBatch batch) {
    return batch.hasSequence() ? batch.messageId() : message.messageId();
  }

  /** The machine in the id of a message whose body could not be read, or null. */
  private static String machineOf(EdgeMessage message) {
    String id = message.messageId();
    int colon = id == null ? -1 : id.indexOf(':');
    String machine = colon < 0 ? "" : id.substring(0, colon);
    return TelemetryBatch.isMachineName(machine) ? machine : null;
  }
}
