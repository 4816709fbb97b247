package fettle.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.Closing;
import fettle.emulator.EdgeFixture;
import fettle.emulator.hub.OverLimitException;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.JsonFiles;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, said in CONNACK codes. */
class ConnectTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EdgeFixture edge;
  private static RawClients clients;
  private static Identity device;
  private static Identity module;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start(folder);
    clients = new RawClients(edge);
    device = edge.add(NewIdentity.device("pump-hall", false));
    module = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "raw"));
  }

  @AfterAll
  static void stop() {
    Closing.all(clients, edge);
  }

  @Test
  void thePrimaryAndTheSecondaryKeyOpenTheDoor() throws Exception {
    for (String key : List.of(module.primaryKey(), module.secondaryKey())) {
      assertThat(clients.connect(module, key).code())
          .isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
    }
  }

  @Test
  void anotherKeyDoesNot() throws Exception {
    assertThat(clients.connect(module, device.primaryKey()).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
  }

  @Test
  void anUnknownDeviceIsRefused() throws Exception {
    String password =
        RawClients.token("fettle.local/devices/nobody", device.primaryKey(), PATIENCE);
    assertThat(clients.connect("nobody", RawClients.user("nobody"), password, false).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    String password =
        RawClients.token(
            "fettle.local/devices/pump-hall", device.primaryKey(), Duration.ofSeconds(-1));
    assertThat(clients.connect("pump-hall", RawClients.user("pump-hall"), password, false).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
  }

  @Test
  void aTokenForAnotherHubOrDeviceIsRefused() throws Exception {
    for (String resource :
        List.of("other.local/devices/pump-hall", "fettle.local/devices/pump-hall-2")) {
      String password = RawClients.token(resource, device.primaryKey(), PATIENCE);
      assertThat(clients.connect("pump-hall", RawClients.user("pump-hall"), password, false).code())
          .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
    }
  }

  @Test
  void aClientIdThatIsNotTheUsersIsRejected() throws Exception {
    String password =
        RawClients.token("fettle.local/devices/pump-hall", device.primaryKey(), PATIENCE);
    assertThat(clients.connect("someone", RawClients.user("pump-hall"), password, false).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
  }

  @Test
  void aUserNameWithoutApiVersionIsBad() throws Exception {
    String password =
        RawClients.token("fettle.local/devices/pump-hall", device.primaryKey(), PATIENCE);
    for (String user : List.of("fettle.local/pump-hall", "fettle.local/pump-hall/?x=1", "x")) {
      assertThat(clients.connect("pump-hall", user, password, false).code())
          .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
    }
  }

  @Test
  void aDisabledIdentityIsRefusedAndItsConnectionEnds() throws Exception {
    Identity doomed = edge.add(NewIdentity.device("doomed", false));
    RawClients.Connected connected = clients.connect(doomed, doomed.primaryKey());
    edge.registry.update(
        new Identity(
            "doomed",
            null,
            doomed.generationId(),
            doomed.etag(),
            doomed.primaryKey(),
            doomed.secondaryKey(),
            false,
            false,
            doomed.managedBy()),
        null);
    await().atMost(PATIENCE).until(() -> !connected.client().isConnected());
    assertThat(clients.connect(doomed, doomed.primaryKey()).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
  }

  @Test
  void aConnectionEndsWhenItsTokenExpires() throws Exception {
    String password =
        RawClients.token(
            "fettle.local/devices/pump-hall", device.primaryKey(), Duration.ofSeconds(8));
    RawClients.Connected connected =
        clients.connect("pump-hall", RawClients.user("pump-hall"), password, true);
    assertThat(connected.code()).isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
    Instant before = Instant.now();
    await().atMost(PATIENCE).until(() -> !connected.client().isConnected());
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aNewerConnectionOfTheSameClientTakesOver() throws Exception {
    Identity twice = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "twice"));
    MqttClient first = clients.connect(twice, twice.primaryKey()).client();
    MqttClient second = clients.connect(twice, twice.primaryKey()).client();
    await().atMost(PATIENCE).until(() -> !first.isConnected());
    assertThat(second.isConnected()).isTrue();
    assertThat(edge.isConnected(EdgeFixture.DEVICE, "twice")).isTrue();
  }

  @Test
  void aSessionIsPresentOnlyAfterASubscriptionWithoutCleanSession() throws Exception {
    Identity keeper = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "keeper"));
    RawClients.Connected first = clients.connect(keeper, keeper.primaryKey());
    assertThat(first.sessionPresent()).isFalse();
    clients.subscribe(first.client(), "devices/edge-01/modules/keeper/inputs/#");
    clients.disconnect(first.client());
    RawClients.Connected second = clients.connect(keeper, keeper.primaryKey());
    assertThat(second.sessionPresent()).isTrue();
    clients.disconnect(second.client());
    String password =
        RawClients.token(
            "fettle.local/devices/edge-01/modules/keeper", keeper.primaryKey(), PATIENCE);
    String user = RawClients.user("edge-01/keeper");
    RawClients.Connected clean = clients.connect("edge-01/keeper", user, password, true);
    assertThat(clean.sessionPresent()).isFalse();
    assertThat(folder.resolve("sessions.json")).content().doesNotContain("keeper");
    clients.disconnect(clean.client());
    assertThat(clients.connect(keeper, keeper.primaryKey()).sessionPresent()).isFalse();
  }

  @Test
  void aSubscriptionToAForeignTopicIsRefused() throws Exception {
    MqttClient client = clients.connect(module, module.primaryKey()).client();
    assertThat(clients.subscribe(client, "devices/edge-01/modules/other/inputs/#"))
        .containsExactly(MqttQoS.FAILURE.value());
  }

  @Test
  void publishingWithQos2EndsTheConnectionAndStoresNothing() throws Exception {
    Identity twofold = edge.add(NewIdentity.device("twofold", false));
    MqttClient client = clients.connect(twofold, twofold.primaryKey()).client();

    client.publish(
        "devices/twofold/messages/events/", Buffer.buffer("x"), MqttQoS.EXACTLY_ONCE, false, false);

    await().atMost(PATIENCE).until(() -> !client.isConnected());
    assertThat(edge.hub.received()).noneMatch(message -> message.sender().equals("twofold"));
  }

  @Test
  void beyondTheQuotaAMessageIsNotAcknowledgedTheConnectionEndsAndMayBeginAgain() throws Exception {
    Identity busy = edge.add(NewIdentity.device("busy", false));
    MqttClient client = clients.connect(busy, busy.primaryKey()).client();
    List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    client.publishCompletionHandler(acknowledged::add);
    edge.hub.answer(
        message -> CompletableFuture.failedFuture(new OverLimitException("the quota is used")));

    clients.publish(client, "devices/busy/messages/events/", "x");

    await().atMost(PATIENCE).until(() -> !client.isConnected());
    edge.hub.answer(message -> CompletableFuture.completedFuture(null));
    assertThat(acknowledged).isEmpty();
    assertThat(clients.connect(busy, busy.primaryKey()).code())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
  }

  @Test
  void twinRequestsBeyondThoseThatMayWaitAreRefused() throws Exception {
    Identity eager = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "eager"));
    MqttClient client = clients.connect(eager, eager.primaryKey()).client();
    List<String> answers = new CopyOnWriteArrayList<>();
    client.publishHandler(answer -> answers.add(answer.topicName()));
    clients.subscribe(client, "$iothub/twin/res/#");
    CountDownLatch changing = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    edge.twins.onDesired((device, module, patch, version) -> hold(changing, finish));
    Thread holder =
        Thread.startVirtualThread(
            () ->
                edge.twins.patchDesired(
                    EdgeFixture.DEVICE, "eager", JsonFiles.MAPPER.createObjectNode().put("n", 1)));
    changing.await();

    for (int i = 0; i < 2 * TwinRequests.MAX_WAITING; i++) {
      clients.publish(client, "$iothub/twin/PATCH/properties/reported/?$rid=" + i, "{\"a\":1}");
    }

    await().atMost(PATIENCE).until(() -> answers.size() == TwinRequests.MAX_WAITING);
    assertThat(answers).allMatch(topic -> topic.startsWith("$iothub/twin/res/429/"));
    assertThat(edge.metrics.get("mqtt.throttledTwinRequests")).isEqualTo(TwinRequests.MAX_WAITING);
    finish.countDown();
    await().atMost(PATIENCE).until(() -> answers.size() == 2 * TwinRequests.MAX_WAITING);
    holder.join();
  }

  private static void hold(CountDownLatch changing, CountDownLatch finish) {
    changing.countDown();
    try {
      finish.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void publishingToAForeignTopicEndsTheConnection() throws Exception {
    MqttClient client = clients.connect(module, module.primaryKey()).client();
    clients.publish(client, "devices/edge-01/modules/other/messages/events/", "x");
    await().atMost(PATIENCE).until(() -> !client.isConnected());
  }
}
