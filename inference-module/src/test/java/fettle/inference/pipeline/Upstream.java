package fettle.inference.pipeline;

import fettle.emulator.Emulator;
import fettle.telemetry.Decoded;
import fettle.telemetry.DecodedSketch;
import fettle.telemetry.EdgeRejection;
import fettle.telemetry.Limits;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the hub's built-in endpoint as a client of Azure would. Of a repeat the first one counts.
 */
final class Upstream implements AutoCloseable {

  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);
  private static final SketchCodec SKETCHES = new SketchCodec(Limits.DEFAULT);
  private static final String ANYONE = "none";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, TelemetryBatch> scored = new HashMap<>();
  private final Map<String, EdgeRejection> rejected = new HashMap<>();
  private final Map<String, SketchMessage> sketches = new LinkedHashMap<>();
  private int messages;

  Upstream(Emulator emulator) {
    Properties settings = new Properties();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, emulator.kafkaBootstrap());
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
    settings.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
    settings.put(
        SaslConfigs.SASL_JAAS_CONFIG,
        "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"$ConnectionString\" password=\"%s\";"
                .formatted(emulator.kafkaPassword()));
    settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
    settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, emulator.caCertificate().toString());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "inference-test");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(emulator.topic()));
  }

  /** Takes what has come since the last look. */
  Upstream look() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      messages++;
      if (SKETCHES.decode(record.value()) instanceof DecodedSketch.Valid sketch) {
        sketches.putIfAbsent(sketch.message().messageId(), sketch.message());
      } else if (CODEC.decode(record.value(), ANYONE) instanceof Decoded.Valid valid) {
        scored.putIfAbsent(valid.batch().messageId(), valid.batch());
      } else {
        EdgeRejection rejection = EdgeRejection.decode(record.value()).orElseThrow();
        rejected.putIfAbsent(rejection.messageId(), rejection);
      }
    }
    return this;
  }

  Map<String, TelemetryBatch> scored() {
    return scored;
  }

  Map<String, EdgeRejection> rejected() {
    return rejected;
  }

  /** In the order that they came in. */
  List<SketchMessage> sketchesOf(String machine) {
    return sketches.values().stream().filter(one -> one.machine().equals(machine)).toList();
  }

  /** Messages so far, repeats included. */
  int messages() {
    return messages;
  }

  /** How many distinct batches of a machine came. */
  long batchesOf(String machine) {
    return scored.values().stream().filter(batch -> batch.machine().equals(machine)).count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
