package fettle.emulator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.Closing;
import fettle.emulator.EdgeFixture;
import fettle.emulator.hub.Allowance;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.DevicePartition;
import fettle.emulator.hub.Hub;
import fettle.emulator.hub.HubRoutes;
import fettle.emulator.hub.Meter;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.tls.DevelopmentTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the built-in endpoint with a Kafka client that is configured as for Azure. */
class BuiltInEndpointTest {

  private static final Instant NOW = Instant.ofEpochMilli(0x016a0fefe003L);
  private static final String TOPIC = "fettle-telemetry";
  private static final EventHubConnectionString ACCESS =
      new EventHubConnectionString("fettle.local", "iothubowner", "c2VjcmV0LWtleQ==", TOPIC);

  @TempDir Path folder;
  private DevelopmentTls tls;
  private EmbeddedBroker broker;
  private EventHubEndpoint endpoint;
  private FileIdentityRegistry registry;
  private Hub hub;

  @BeforeEach
  void open() throws Exception {
    tls =
        DevelopmentTls.open(
            folder.resolve("tls"), List.of("fettle.local", EdgeFixture.ADDRESS), Instant.now());
    broker =
        EmbeddedBroker.start(
            BrokerConfig.open(folder.resolve("events"), TOPIC)
                .withBindAddress(EdgeFixture.ADDRESS)
                .withAccess(ACCESS)
                .withTls(new PemCertificate(tls.serverChainPem(), tls.serverKeyPem())));
    endpoint = new EventHubEndpoint(broker);
    InstantSource clock = InstantSource.fixed(NOW);
    registry = FileIdentityRegistry.open(folder, clock);
    registry.create(NewIdentity.device("edge-01", true));
    registry.create(NewIdentity.module("edge-01", "inference"));
    hub =
        new Hub(
            "fettle",
            registry,
            FileTwinStore.open(folder, registry, clock),
            HubRoutes.fallbackOnly(),
            List.of(),
            List.of(endpoint),
            endpoint.partitions(),
            clock,
            new Meter(Allowance.UNLIMITED, clock),
            new Metrics());
  }

  @AfterEach
  void close() {
    Closing.all(endpoint, broker);
  }

  @Test
  void headersAreEncodedAsTheRealEndpointEncodesThem() {
    DeviceMessage message =
        new DeviceMessage(
            "edge-01",
            "inference",
            "{\"v\":1}".getBytes(StandardCharsets.UTF_8),
            Map.of(
                "message-id", "pump-01:s:42",
                "content-type", "application/json",
                "content-encoding", "utf-8",
                "correlation-id", "c"),
            Map.of("kind", "scored"));

    hub.accept(message).toCompletableFuture().join();

    ConsumerRecord<byte[], byte[]> record = read(1).get(0);
    assertThat(record.key()).isNull();
    assertThat(record.partition()).isEqualTo(DevicePartition.of("edge-01", 4));
    assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
    assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"v\":1}");
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), HexFormat.ofDelimiter(" ").formatHex(header.value())));
    String generation = registry.find("edge-01", "inference").orElseThrow().generationId();
    assertThat(headers)
        .containsEntry("iothub-enqueuedtime", "83 00 00 01 6a 0f ef e0 03")
        .containsEntry("iothub-connection-device-id", amqp("edge-01"))
        .containsEntry("iothub-connection-module-id", amqp("inference"))
        .containsEntry("iothub-connection-auth-generation-id", amqp(generation))
        .containsEntry("iothub-message-source", amqp("Telemetry"))
        .containsEntry("kind", amqp("scored"))
        .containsEntry("correlation-id", amqp("c"))
        .containsEntry("message-id", plain("pump-01:s:42"))
        .containsEntry("content-type", plain("application/json"))
        .containsEntry("content-encoding", plain("utf-8"))
        .containsKey("iothub-connection-auth-method")
        .hasSize(11);
  }

  @Test
  void messagesOfADeviceKeepTheirOrderAndTheLargestFits() {
    List<CompletableFuture<Void>> accepted = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      accepted.add(hub.accept(message(Integer.toString(i))).toCompletableFuture());
    }
    accepted.add(hub.accept(message("x".repeat(262_144))).toCompletableFuture());
    CompletableFuture.allOf(accepted.toArray(CompletableFuture<?>[]::new)).join();

    List<ConsumerRecord<byte[], byte[]>> records = read(2_001);

    for (int i = 0; i < 2_000; i++) {
      assertThat(records.get(i).offset()).isEqualTo(i);
      assertThat(records.get(i).value()).asString().isEqualTo(Integer.toString(i));
    }
    assertThat(records.get(2_000).value()).hasSize(262_144);
  }

  private static DeviceMessage message(String body) {
    return new DeviceMessage(
        "edge-01", "inference", body.getBytes(StandardCharsets.UTF_8), Map.of(), Map.of());
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            asForAzure(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }

  /** Microsoft's recommended settings; only the address and the trusted certificate are local. */
  private Map<String, Object> asForAzure() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\" password=\"%s\";"
            .formatted(ACCESS.format()));
    settings.put("request.timeout.ms", 60_000);
    settings.put("session.timeout.ms", 30_000);
    settings.put("metadata.max.age.ms", 180_000);
    settings.put("connections.max.idle.ms", 180_000);
    settings.put("group.id", "fettle-gateway");
    settings.put("auto.offset.reset", "earliest");
    settings.put("ssl.truststore.type", "PEM");
    try {
      settings.put("ssl.truststore.certificates", Files.readString(tls.caCertificate()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return settings;
  }

  private static String amqp(String text) {
    return "a1 %02x %s".formatted(text.length(), plain(text));
  }

  private static String plain(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
