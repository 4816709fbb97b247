package fettle.emulator.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import fettle.emulator.Closing;
import fettle.emulator.EdgeFixture;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.RemoteEdge;
import fettle.emulator.Role;
import fettle.emulator.SdkTwin;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.tls.DevelopmentTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge role and the hub role apart, each with its own data folder, ports and authority. */
class RemoteEdgeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DEVICE = "edge-07";
  private static final String MANIFEST =
      """
      {"modulesContent":{
        "$edgeAgent":{"properties.desired":{"schemaVersion":"1.1",
          "runtime":{"type":"docker","settings":{}},
          "systemModules":{
            "edgeAgent":{"type":"docker","settings":{"image":"mcr.microsoft.com/azureiotedge-agent:1.5"}},
            "edgeHub":{"type":"docker","status":"running","restartPolicy":"always",
              "settings":{"image":"mcr.microsoft.com/azureiotedge-hub:1.5"}}},
          "modules":{"sensor":{"type":"docker","status":"running","restartPolicy":"always",
            "settings":{"image":"sensor:1"}}}}},
        "$edgeHub":{"properties.desired":{"schemaVersion":"1.1",
          "routes":{"up":"FROM /messages/* INTO $upstream"},
          "storeAndForwardConfiguration":{"timeToLiveSecs":7200}}}}}
      """;

  @TempDir static Path folder;
  private static Emulator hub;
  private static RemoteEdge edge;
  private static ModuleClient sensor;

  @BeforeAll
  static void start() throws Exception {
    hub =
        Emulator.start(
            EmulatorConfig.defaults(folder.resolve("hub"))
                .withRoles(Set.of(Role.HUB))
                .withHub(settings -> settings.withHost("plant.local"))
                .withListeners(Listeners.ephemeral(EdgeFixture.ADDRESS)));
    hub.addEdgeDevice(DEVICE);
    hub.applyManifest(DEVICE, MANIFEST);
    edge =
        RemoteEdge.start(
            EmulatorConfig.defaults(folder.resolve("edge"))
                .withListeners(
                    listeners -> listeners.withBindAddress(EdgeFixture.ADDRESS).withHttpsPort(0)),
            HubAddress.read(folder.resolve("hub/hub.json")),
            DEVICE);
    sensor =
        new ModuleClient(
            edge.moduleConnectionString(DEVICE, "sensor"),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder()
                .sslContext(DevelopmentTls.clientContext(edge.caCertificate()))
                .sendInterval(1)
                .receiveInterval(1)
                .build());
    sensor.open(false);
  }

  @AfterAll
  static void stop() {
    Closing.all(sensor == null ? null : sensor::close, edge, hub);
  }

  private static void send(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sensor.sendEvent(
          new Message(Integer.toString(i).getBytes(StandardCharsets.UTF_8)), "telemetry");
    }
  }

  private static void awaitNothingPending() {
    await()
        .atMost(PATIENCE)
        .until(() -> edge.metrics().get("edge.edge-07.upstream.pendingMessages") == 0);
  }

  @Test
  void messagesWaitWhileTheLinkIsCutAndGoUpAsTheirModule() throws Exception {
    long before = hub.metrics().get("hub.accepted");
    send(5);
    awaitNothingPending();
    assertThat(hub.metrics().get("hub.accepted")).isEqualTo(before + 5);
    edge.cutLink();
    await().atMost(PATIENCE).until(() -> hub.metrics().get("mqtt.connections") == 0);

    send(20);
    assertThat(hub.metrics().get("hub.accepted")).isEqualTo(before + 5);
    edge.restoreLink();

    awaitNothingPending();
    assertThat(hub.metrics().get("hub.accepted")).isEqualTo(before + 25);
  }

  @Test
  void aTwinIsTheHubs() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    sensor.subscribeToDesiredProperties(
        (twin, context) -> {
          // what was set before may be told too
          if (twin.getDesiredProperties().containsKey("n")) {
            seen.add(twin.getDesiredProperties().get("n").toString());
          }
        },
        null);
    TwinCollection reported = new TwinCollection();
    reported.put("state", "running");

    SdkTwin.report(sensor, reported);
    hub.twins().patchDesired(DEVICE, "sensor", JsonFiles.MAPPER.createObjectNode().put("n", 5));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly("5"));
    assertThat(SdkTwin.get(sensor).getDesiredProperties().get("n")).hasToString("5");
    assertThat(hub.twins().get(DEVICE, "sensor").orElseThrow().reported().path("state").asText())
        .isEqualTo("running");
  }

  @Test
  void aMethodOfTheHubReachesTheModule() throws Exception {
    sensor.subscribeToMethods(
        (name, payload, context) -> new DirectMethodResponse(200, "pong to " + name), null);

    MethodResult result =
        hub.methods()
            .invoke(DEVICE, "sensor", "ping", "{}", PATIENCE, PATIENCE)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);

    assertThat(result).isEqualTo(new MethodResult.Answered(200, "\"pong to ping\""));
  }

  @Test
  void desiredPropertiesThatChangeWhileTheLinkIsCutArriveOnceItIsRestored() throws Exception {
    try (Module valve = new Module("valve")) {
      List<String> seen = new CopyOnWriteArrayList<>();
      valve.client.subscribeToDesiredProperties(
          (twin, context) -> seen.add(new TreeMap<>(twin.getDesiredProperties()).toString()), null);
      hub.twins().patchDesired(DEVICE, "valve", desired("{\"a\":1,\"gone\":true}"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(seen.toString()).contains("gone=true"));
      edge.cutLink();
      await().atMost(PATIENCE).until(() -> hub.metrics().get("mqtt.connections") == 0);
      hub.twins().patchDesired(DEVICE, "valve", desired("{\"a\":2,\"gone\":null}"));

      edge.restoreLink();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(seen.getLast()).contains("a=2").contains("gone=null"));
    }
  }

  @Test
  void aDirectMethodReachesAModuleWhoseLinkWasLost() throws Exception {
    try (Module valve = new Module("caller")) {
      valve.client.subscribeToMethods(
          (name, payload, context) -> new DirectMethodResponse(200, "here"), null);
      edge.cutLink();
      await().atMost(PATIENCE).until(() -> hub.metrics().get("mqtt.connections") == 0);
      edge.restoreLink();

      MethodResult result =
          hub.methods()
              .invoke(DEVICE, "caller", "ping", null, PATIENCE, PATIENCE)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);

      assertThat(result).isEqualTo(new MethodResult.Answered(200, "\"here\""));
    }
  }

  @Test
  void anIdentityIsTheSameOnBothSidesWithItsGeneration() {
    Identity atTheEdge =
        FileIdentityRegistry.open(folder.resolve("edge"), InstantSource.system())
            .find(DEVICE, "sensor")
            .orElseThrow();

    assertThat(hub.registry().find(DEVICE, "sensor")).contains(atTheEdge);
  }

  @Test
  void theEdgesOwnListenerCutsTheLinkAndTheHubsSaysThatItCannot() throws Exception {
    HttpResponse<String> atTheHub =
        post(hub.serviceAddress(), "/emulator/link/cut", hub.caCertificate());
    HttpResponse<String> atTheEdge =
        post(edge.serviceAddress(), "/emulator/link/cut", edge.caCertificate());

    assertThat(atTheHub.statusCode()).isEqualTo(400);
    assertThat(atTheHub.body()).contains("plays the hub alone");
    assertThat(atTheEdge.statusCode()).isEqualTo(204);
    await().atMost(PATIENCE).until(() -> hub.metrics().get("mqtt.connections") == 0);
    post(edge.serviceAddress(), "/emulator/link/restore", edge.caCertificate());
    await().atMost(PATIENCE).until(() -> hub.metrics().get("mqtt.connections") > 0);
  }

  private static HttpResponse<String> post(String address, String path, Path trusted)
      throws Exception {
    HubAddress hubAddress = HubAddress.read(folder.resolve("hub/hub.json"));
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(DevelopmentTls.clientContext(trusted)).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://" + address + path))
              .header("Authorization", hubAddress.serviceToken(Instant.now().plusSeconds(600)))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aMissingHubFileSaysWhatToStart() {
    assertThatThrownBy(() -> HubAddress.read(folder.resolve("nowhere/hub.json")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("start the hub first");
  }

  @Test
  void telemetryGoesUpAgainAfterTheHubGaveAModuleOtherKeys() throws Exception {
    hub.addModule(DEVICE, "rotated");
    Identity before = hub.registry().find(DEVICE, "rotated").orElseThrow();
    try (Module first = new Module("rotated")) {
      first.client.sendEvent(message("before"), "telemetry");
    }
    awaitNothingPending();
    long accepted = hub.metrics().get("hub.accepted");

    hub.registry()
        .update(
            new Identity(
                DEVICE,
                "rotated",
                before.generationId(),
                before.etag(),
                before.secondaryKey(),
                before.primaryKey(),
                true,
                false,
                before.managedBy()),
            null);

    await()
        .atMost(PATIENCE)
        .until(
            () -> edge.moduleConnectionString(DEVICE, "rotated").contains(before.secondaryKey()));
    try (Module second = new Module("rotated")) {
      second.client.sendEvent(message("after"), "telemetry");
      await().atMost(PATIENCE).until(() -> hub.metrics().get("hub.accepted") == accepted + 1);
    }
  }

  private static Message message(String body) {
    return new Message(body.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode desired(String json) throws IOException {
    return JsonFiles.MAPPER.readValue(json, ObjectNode.class);
  }

  /** A module of its own for one test: made at the hub, known at the edge, connected to it. */
  private static final class Module implements AutoCloseable {

    private final ModuleClient client;

    Module(String name) throws Exception {
      hub.addModule(DEVICE, name);
      await()
          .atMost(PATIENCE)
          .ignoreException(IllegalArgumentException.class)
          .until(() -> !edge.moduleConnectionString(DEVICE, name).isEmpty());
      client =
          new ModuleClient(
              edge.moduleConnectionString(DEVICE, name),
              IotHubClientProtocol.MQTT,
              ClientOptions.builder()
                  .sslContext(DevelopmentTls.clientContext(edge.caCertificate()))
                  .sendInterval(1)
                  .receiveInterval(1)
                  .build());
      client.open(false);
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Test
  void aModuleThatIsMadeAtTheHubBecomesKnownAtTheEdge() throws Exception {
    hub.addModule(DEVICE, "late");

    await()
        .atMost(PATIENCE)
        .ignoreException(IllegalArgumentException.class)
        .until(() -> !edge.moduleConnectionString(DEVICE, "late").isEmpty());

    ModuleClient late =
        new ModuleClient(
            edge.moduleConnectionString(DEVICE, "late"),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder()
                .sslContext(DevelopmentTls.clientContext(edge.caCertificate()))
                .build());
    late.open(false);
    late.close();
  }
}
