package fettle.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.credential.AzureSasCredential;
import com.google.gson.Gson;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import fettle.emulator.sas.SasToken;
import fettle.emulator.tls.DevelopmentTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator as a whole, with Microsoft's SDKs at one end and a Kafka client at the other. */
class WholeWayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DEVICE = "edge-01";
  private static final String MANIFEST =
      """
      {"modulesContent":{
        "$edgeAgent":{"properties.desired":{"modules":{"sensor":{
          "type":"docker","status":"running","settings":{"image":"sensor:1"}}}}},
        "$edgeHub":{"properties.desired":{"routes":{
          "up":"FROM /messages/modules/sensor/outputs/telemetry INTO $upstream"}}},
        "sensor":{"properties.desired":{"rate":5}}}}
      """;

  @TempDir static Path folder;
  private static final SSLSocketFactory TRUSTED_BEFORE =
      HttpsURLConnection.getDefaultSSLSocketFactory();
  private static Emulator emulator;
  private static ModuleClient sensor;

  @BeforeAll
  static void open() throws Exception {
    emulator = start();
    HttpsURLConnection.setDefaultSSLSocketFactory(
        DevelopmentTls.clientContext(emulator.caCertificate()).getSocketFactory());
    emulator.addEdgeDevice(DEVICE);
    new ConfigurationsClient(emulator.serviceAddress(), credential())
        .applyConfigurationContentOnDevice(
            DEVICE, new Gson().fromJson(MANIFEST, ConfigurationContent.class));
    sensor = connect();
  }

  @AfterAll
  static void close() {
    HttpsURLConnection.setDefaultSSLSocketFactory(TRUSTED_BEFORE);
    Closing.all(sensor == null ? null : sensor::close, emulator);
  }

  private static Emulator start() throws IOException {
    return Emulator.start(
        EmulatorConfig.defaults(folder)
            .withListeners(new Listeners(EdgeFixture.ADDRESS, 8883, Listeners.NONE, 0, 0, null)));
  }

  private static ModuleClient connect() throws Exception {
    ModuleClient client =
        new ModuleClient(
            emulator.moduleConnectionString(DEVICE, "sensor"),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder()
                .sslContext(DevelopmentTls.clientContext(emulator.caCertificate()))
                .sendInterval(1)
                .receiveInterval(1)
                .build());
    client.open(true);
    return client;
  }

  @Test
  void telemetryArrivesOnceInTheBuiltInEndpointAndInTheLake() throws Exception {
    List<String> bodies = numbered("telemetry", 50);
    for (String body : bodies) {
      send(body);
    }

    List<ConsumerRecord<byte[], String>> records = read("telemetry", 50);

    assertThat(records).extracting(ConsumerRecord::value).containsExactlyElementsOf(bodies);
    byte[] module = records.get(0).headers().lastHeader("iothub-connection-module-id").value();
    assertThat(new String(module, 2, module.length - 2, StandardCharsets.UTF_8))
        .isEqualTo("sensor");
    emulator.flushLake();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(emulator.metrics().get("endpoint.lake.written"))
                    .isEqualTo(emulator.metrics().get("endpoint.events.written"))
                    .isEqualTo(emulator.metrics().get("hub.accepted")));
    try (Stream<Path> blobs = Files.walk(emulator.lakeFolder())) {
      assertThat(blobs.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  @Test
  void whatIsSentWhileTheLinkIsCutArrivesInOrderOnceItIsRestored() throws Exception {
    send("cut 0");
    emulator.cutLink();
    send("cut 1");
    send("cut 2");
    emulator.restoreLink();
    send("cut 3");

    assertThat(read("cut", 4))
        .extracting(ConsumerRecord::value)
        .containsExactlyElementsOf(numbered("cut", 4));
  }

  @Test
  void theServiceSdkReachesTheModule() throws Exception {
    List<String> rates = new CopyOnWriteArrayList<>();
    sensor.subscribeToDesiredProperties(
        (twin, context) -> rates.add(String.valueOf(twin.getDesiredProperties().get("rate"))),
        null);
    sensor.subscribeToMethods(
        (name, payload, context) -> new DirectMethodResponse(200, Map.of("called", name)), null);

    Twin twin = new Twin(DEVICE, "sensor");
    twin.getDesiredProperties().put("rate", 9);
    new TwinClient(emulator.serviceAddress(), credential()).patch(twin);
    var response =
        new DirectMethodsClient(emulator.serviceAddress(), credential())
            .invoke(DEVICE, "sensor", "ping");

    assertThat(response.getPayloadAsJsonString()).isEqualTo("{\"called\":\"ping\"}");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rates).hasSize(1));
    assertThat(Double.parseDouble(rates.get(0))).isEqualTo(9);
    assertThat(
            new TwinClient(emulator.serviceAddress(), credential())
                .get(DEVICE, "sensor")
                .getConnectionState())
        .isEqualToIgnoringCase("Connected");
  }

  @Test
  void goesOnAfterARestartWithTheSameKeysAndTheSameStream() throws Exception {
    send("restart 0");
    read("restart", 1);
    String password = emulator.kafkaPassword();
    String clusterId = emulator.json(false).path("clusterId").asText();
    sensor.close();
    emulator.close();

    emulator = start();
    sensor = connect();
    send("restart 1");

    assertThat(emulator.kafkaPassword()).isEqualTo(password);
    assertThat(emulator.json(false).path("clusterId").asText()).isEqualTo(clusterId);
    assertThat(read("restart", 2))
        .extracting(ConsumerRecord::value)
        .containsExactlyElementsOf(numbered("restart", 2));
  }

  private static void send(String body) throws Exception {
    Message message = new Message(body.getBytes(StandardCharsets.UTF_8));
    message.setContentType("application/json");
    message.setContentEncoding("utf-8");
    sensor.sendEvent(message, "telemetry");
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(number -> prefix + " " + number).toList();
  }

  private static AzureSasCredential credential() {
    Map<String, String> parts = new HashMap<>();
    for (String part : emulator.serviceConnectionString().split(";")) {
      parts.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
    }
    return new AzureSasCredential(
        SasToken.create(
            parts.get("HostName"),
            parts.get("SharedAccessKey"),
            Instant.now().plusSeconds(600),
            parts.get("SharedAccessKeyName")));
  }

  /** Reads from the beginning, by a group of its own, what one test sent. */
  private static List<ConsumerRecord<byte[], String>> read(String prefix, int count)
      throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", emulator.kafkaBootstrap());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\" password=\"%s\";"
            .formatted(emulator.kafkaPassword()));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", Files.readString(emulator.caCertificate()));
    settings.put("group.id", "reader-of-" + prefix + count);
    settings.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], String>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(emulator.topic()));
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(
              () -> {
                for (ConsumerRecord<byte[], String> message :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (message.value().startsWith(prefix)) {
                    records.add(message);
                  }
                }
                return records.size() >= count;
              });
    }
    return records;
  }
}
