package fettle.ops.bench;

import fettle.ops.Failure;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts the load into the broker, with the product's codec and the hub's headers. */
final class LoadMaker {
  private final LoadShape shape;
  private final Batches batches = new Batches();
  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);

  LoadMaker(LoadShape shape) {
    this.shape = shape;
  }

  /**
   * Sends all, the newest readings being of now; returns the bytes of the bodies.
   *
   * @throws Failure when the broker did not take all
   */
  long send(String bootstrap) {
    long bytes = 0;
    AtomicReference<Exception> failure = new AtomicReference<>();
    long now = System.currentTimeMillis();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 262_144);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int m = 0; m < shape.messages(); m++) {
        int machine = m % shape.machines();
        long seq = m / shape.machines();
        byte[] body = codec.encode(batch(machine, seq, now - shape.spanMs()));
        bytes += body.length;
        ProducerRecord<byte[], byte[]> message =
            new ProducerRecord<>(LoadShape.TOPIC, shape.partition(machine), null, body);
        message.headers().add("kind", text("scored"));
        message.headers().add("iothub-connection-device-id", text("dev-" + shape.device(machine)));
        message.headers().add("iothub-connection-module-id", text("inference"));
        message.headers().add("iothub-enqueuedtime", timestamp(now));
        producer.send(message, (written, failed) -> failure.compareAndSet(null, failed));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new Failure("the broker did not take the load: " + failure.get().getMessage());
    }
    return bytes;
  }

  private TelemetryBatch batch(int machine, long seq, long origin) {
    long first = origin + seq * LoadShape.READINGS * shape.intervalMs();
    return batches.next(machine, seq, first, shape.intervalMs());
  }

  /** An AMQP string of less than 256 bytes (type system, section 1.6.20). */
  private static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + utf8.length)
        .put((byte) 0xA1)
        .put((byte) utf8.length)
        .put(utf8)
        .array();
  }

  /** An AMQP timestamp (section 1.6.17). */
  private static byte[] timestamp(long millis) {
    return ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0x83).putLong(millis).array();
  }
}
