package fettle.inference.pipeline;

import fettle.edge.EdgeModule;
import fettle.inference.fixtures.Readings;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The sensor module's place, sending what a test wants. */
final class TestSensor implements AutoCloseable {

  static final int READINGS = 5;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private final EdgeModule module;

  TestSensor(Map<String, String> environment) {
    module = EdgeModule.builder(environment).start();
    module.connected().await().atMost(SOON);
  }

  /** Sends one after the other; returns the ids when the hub has them all. */
  List<String> send(String machine, int firstSeq, int count) {
    List<String> ids = new ArrayList<>();
    Multi.createFrom()
        .range(firstSeq, firstSeq + count)
        .onItem()
        .transformToUniAndConcatenate(
            seq -> {
              TelemetryBatch batch = batch(machine, seq);
              ids.add(batch.messageId());
              return send(batch.messageId(), CODEC.encode(batch));
            })
        .onItem()
        .ignore()
        .toUni()
        .await()
        .atMost(SOON);
    return ids;
  }

  /** Sends one after the other until it is enough, and then so many more. */
  List<String> sendUntil(String machine, BooleanSupplier enough, int more) {
    List<String> ids = new ArrayList<>();
    while (!enough.getAsBoolean()) {
      ids.addAll(send(machine, ids.size(), 1));
    }
    ids.addAll(send(machine, ids.size(), more));
    return ids;
  }

  /** Sends bytes that may be anything. */
  void sendRaw(String messageId, byte[] body) {
    send(messageId, body).await().atMost(SOON);
  }

  /** Every reading is 0.3, so is every score. */
  private static TelemetryBatch batch(String machine, int seq) {
    double[] values = new double[READINGS];
    Arrays.fill(values, 0.3);
    return Readings.of(machine, Readings.batch("run", seq, seq * READINGS, values));
  }

  private Uni<Void> send(String messageId, byte[] body) {
    return module.send("telemetry", body, messageId, Map.of("kind", "telemetry"));
  }

  @Override
  public void close() {
    module.close();
  }
}
