package fettle.ops.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.hub.Allowance;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.sas.SasToken;
import fettle.ops.Failure;
import fettle.ops.azure.ArmReader;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.azure.Fault;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.RealRedis;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.hub.HubWarning.Kind;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same measuring, of the stand-in for Azure and of the emulator. */
class MeasuringTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HUB =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/fettle-plant-a"
          + "/providers/Microsoft.Devices/IotHubs/plant-a";
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:30Z");
  private static final long MIDNIGHT = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();

  @TempDir static Path folder;
  private static RealRedis redis;
  private static PipelineStore store;

  @BeforeAll
  static void start() throws Exception {
    redis = RealRedis.start(folder);
    store = redis.store();
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    redis.close();
  }

  private static void azureSays(AzureStandIn azure, long used) throws Exception {
    azure
        .resources()
        .put(
            HUB + "/quotaMetrics",
            (ObjectNode)
                JSON.readTree(
                    """
                    {"value":[{"name":"TotalDeviceCount","currentValue":3,"maxValue":1000000},
                      {"name":"TotalMessages","currentValue":%d,"maxValue":800000}]}
                    """
                        .formatted(used)));
  }

  private static void azureIs(AzureStandIn azure) throws Exception {
    azure
        .resources()
        .put(HUB, (ObjectNode) JSON.readTree("{\"sku\":{\"name\":\"S1\",\"capacity\":2}}"));
    azure
        .resources()
        .put(
            HUB + "/providers/Microsoft.Insights/metrics",
            (ObjectNode)
                JSON.readTree(
                    """
                    {"value":[{"name":{"value":"d2c.telemetry.ingress.sendThrottle"},
                      "timeseries":[{"metadatavalues":[],"data":[
                        {"timeStamp":"2026-01-02T11:51:00Z"},
                        {"timeStamp":"2026-01-02T11:55:00Z","total":40.0},
                        {"timeStamp":"2026-01-02T11:56:00Z","total":2.0},
                        {"timeStamp":"2026-01-02T11:57:00Z","total":0.0}]}]}]}
                    """));
  }

  @Test
  void whatAzureSaysIsWarnedOfWithAForecastAndStaysOneEpisode() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    try (AzureStandIn azure = AzureStandIn.start(folder.resolve("tls"))) {
      azureIs(azure);
      azureSays(azure, 648_000);
      ArmReader reader = new ArmReader(azure.access(), "the role Reader on the IoT hub");
      Measuring measuring =
          new Measuring(
              new HubMeter(path -> reader.get("the quota", path), HUB), store.hubUsage(), now::get);

      HubUsage first = measuring.measure();
      now.set(NOON.plusSeconds(1_200));
      azureSays(azure, 668_000);
      HubUsage second = measuring.measure();

      HubWarning near = new HubWarning(Kind.QUOTA, 80, MIDNIGHT);
      HubWarning throttled =
          new HubWarning(Kind.THROTTLE, 0, Instant.parse("2026-01-02T11:56:00Z").toEpochMilli());
      assertThat(first.warnings()).containsExactly(near, throttled);
      assertThat(first.share()).isEqualTo(0.81);
      assertThat(first.throttled()).isEqualTo(42);
      assertThat(first.sendsPerSecond()).isEqualTo(100);
      assertThat(second.warnings()).isEqualTo(first.warnings());
      assertThat(second.perHour()).isEqualTo(60_000);
      assertThat(Instant.ofEpochMilli(second.lastsUntil()))
          .isEqualTo(NOON.plusSeconds(1_200 + 132 * 60));
      assertThat(store.hubUsage().last()).contains(second);

      azure.failNext(
          "GET", "quotaMetrics", new Fault.Answer(403, "AuthorizationFailed", "No.", Map.of()));
      assertThatThrownBy(measuring::measure)
          .isInstanceOf(Failure.class)
          .hasMessage(
              "the quota: Azure refuses (403); whoever runs this needs the role Reader on the IoT"
                  + " hub");
    }
  }

  @Test
  void theEmulatorIsMeasuredTheSameWayUntilItTakesNothingMore() throws Exception {
    SSLSocketFactory trustedBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
    SSLContext contextBefore = SSLContext.getDefault();
    Path hub = folder.resolve("hub");
    EmulatorConfig config =
        EmulatorConfig.defaults(hub)
            .withListeners(Listeners.ephemeral("127.0.0.1"))
            .withHub(settings -> settings.withAllowance(Allowance.UNLIMITED.withMessages(100)));
    Vertx vertx = Vertx.vertx();
    try (Emulator emulator = Emulator.start(config)) {
      Measuring measuring =
          new Measuring(
              EnvironmentHub.local(hub.resolve("hub.json")), store.hubUsage(), Instant::now);
      emulator.registry().create(NewIdentity.device("d", false));
      assertThat(measuring.measure().warnings()).isEmpty();

      MqttClient device = connect(vertx, emulator);
      send(device, 81);
      HubUsage near = measuring.measure();
      send(device, 19);
      HubUsage full = measuring.measure();

      assertThat(near.hub()).isEqualTo("fettle");
      assertThat(near.used()).isEqualTo(81);
      assertThat(near.warnings()).extracting(HubWarning::percent).containsExactly(80);
      assertThat(full.warnings()).extracting(HubWarning::percent).containsExactly(100);
      assertThat(full.lastsUntil()).isEqualTo(full.at());
      assertThat(measuring.measure().lastsUntil()).isEqualTo(full.at());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      HttpsURLConnection.setDefaultSSLSocketFactory(trustedBefore);
      SSLContext.setDefault(contextBefore);
    }
  }

  private static MqttClient connect(Vertx vertx, Emulator emulator) throws Exception {
    String key = emulator.registry().find("d", null).orElseThrow().primaryKey();
    MqttClientOptions options =
        new MqttClientOptions()
            .setClientId("d")
            .setUsername("fettle.local/d/?api-version=2020-09-30")
            .setPassword(
                SasToken.create(
                    "fettle.local/devices/d", key, Instant.now().plusSeconds(600), null));
    options.setSsl(true);
    options.setTrustOptions(new PemTrustOptions().addCertPath(emulator.caCertificate().toString()));
    options.setHostnameVerificationAlgorithm("HTTPS");
    options.setMaxInflightQueue(100);
    MqttClient client = MqttClient.create(vertx, options);
    String[] address = emulator.mqttAddress().split(":");
    client
        .connect(Integer.parseInt(address[1]), address[0])
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    return client;
  }

  /** Returns when the hub has acknowledged them. */
  private static void send(MqttClient device, int messages) throws InterruptedException {
    CountDownLatch acknowledged = new CountDownLatch(messages);
    device.publishCompletionHandler(id -> acknowledged.countDown());
    for (int i = 0; i < messages; i++) {
      device.publish(
          "devices/d/messages/events/", Buffer.buffer("{}"), MqttQoS.AT_LEAST_ONCE, false, false);
    }
    assertThat(acknowledged.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
