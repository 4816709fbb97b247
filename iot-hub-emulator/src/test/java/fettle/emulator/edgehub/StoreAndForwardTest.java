package fettle.emulator.edgehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import fettle.emulator.Closing;
import fettle.emulator.EdgeFixture;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.HubBusyException;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.mqtt.RawClients;
import io.vertx.mqtt.MqttClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to messages while the way on is closed; senders and receivers are SDK clients. */
class StoreAndForwardTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String UP = "FROM /messages/modules/sensor/* INTO $upstream";
  private static final String TO_INFERENCE =
      "FROM /messages/modules/sensor/* INTO BrokeredEndpoint(\"/modules/inference/inputs/in\")";

  @TempDir Path folder;
  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge = EdgeFixture.start(folder);
  }

  @AfterEach
  void stop() {
    Closing.all(edge);
  }

  private void restart() throws Exception {
    edge.close();
    edge = EdgeFixture.start(folder);
  }

  private ModuleClient open(String module) throws Exception {
    ModuleClient client = edge.module(module);
    client.open(false);
    return client;
  }

  private static void send(ModuleClient sensor, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      sensor.sendEvent(new Message(bytes(i)), "out");
    }
  }

  private static byte[] bytes(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private List<String> receive(String module) throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    ModuleClient client = edge.module(module);
    client.setMessageCallback(
        "in",
        (received, context) -> {
          seen.add(new String(received.getBytes(), StandardCharsets.UTF_8));
          return IotHubMessageResult.COMPLETE;
        },
        null);
    client.open(false);
    return seen;
  }

  private void awaitHub(List<String> bodies) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(edge.hub.bodies()).isEqualTo(bodies));
  }

  @Test
  void whatIsSentWhileTheLinkIsCutGoesUpInOrderAsItsModule() throws Exception {
    edge.routes(UP);
    ModuleClient sensor = open("sensor");
    send(sensor, 0, 5);
    awaitHub(numbers(0, 5));

    edge.link().cut();
    send(sensor, 5, 50);
    assertThat(edge.hub.bodies()).isEqualTo(numbers(0, 5));
    edge.link().restore();

    awaitHub(numbers(0, 50));
    assertThat(edge.hub.received()).allMatch(message -> message.sender().equals("edge-01/sensor"));
  }

  @Test
  void aLongBacklogGoesUpInOrderFromItsFirstMessageOn() throws Exception {
    edge.routes(UP);
    edge.link().cut();
    Identity sensor = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "sensor"));
    try (RawClients clients = new RawClients(edge)) {
      MqttClient client = clients.connect(sensor, sensor.primaryKey()).client();
      for (int i = 0; i < 5_000; i++) {
        clients.publish(
            client,
            "devices/edge-01/modules/sensor/messages/events/%24.on=out/",
            Integer.toString(i));
      }
      edge.link().restore();
      awaitHub(numbers(0, 5_000));
    }
  }

  @Test
  void whatWaitsSurvivesARestart() throws Exception {
    edge.routes(UP, TO_INFERENCE);
    edge.link().cut();
    send(open("sensor"), 0, 30);

    restart();

    awaitHub(numbers(0, 30));
    List<String> seen = receive("inference");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).isEqualTo(numbers(0, 30)));
    assertThat(edge.metrics.get("edge.edge-01.upstream.pendingMessages")).isZero();
  }

  @Test
  void whatWaitsTooLongIsDroppedAndCounted() throws Exception {
    edge.routes(0, Duration.ofMillis(1), UP);
    edge.link().cut();
    ModuleClient sensor = open("sensor");
    send(sensor, 0, 10);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(edge.metrics.get("edge.edge-01.upstream.expired")).isEqualTo(10));
    edge.routes(UP);
    send(sensor, 10, 12);
    edge.link().restore();

    awaitHub(numbers(10, 12));
  }

  @Test
  void aMessageWithoutARouteIsDroppedAndCounted() throws Exception {
    edge.routes("FROM /messages/modules/other/* INTO $upstream");
    send(open("sensor"), 0, 3);
    assertThat(edge.metrics.get("edge.edge-01.unrouted")).isEqualTo(3);
  }

  @Test
  void aHigherPriorityGoesFirst() throws Exception {
    Duration long_ = Duration.ofHours(1);
    edge.deploy(
        List.of(
            new Deployment.Route(
                "bulk", "FROM /messages/* WHERE kind = 'bulk' INTO $upstream", 9, long_),
            new Deployment.Route(
                "alarm", "FROM /messages/* WHERE kind = 'alarm' INTO $upstream", 0, long_)));
    edge.link().cut();
    ModuleClient sensor = open("sensor");
    for (int i = 0; i < 10; i++) {
      Message message = new Message(bytes(i));
      message.setProperty("kind", i % 2 == 0 ? "bulk" : "alarm");
      sensor.sendEvent(message, "out");
    }
    edge.link().restore();
    awaitHub(List.of("1", "3", "5", "7", "9", "0", "2", "4", "6", "8"));
  }

  @Test
  void aMessageGoesToEveryEndpointThatTakesItAndToEachOnce() throws Exception {
    edge.routes(UP, "FROM /* INTO $upstream", TO_INFERENCE);
    List<String> seen = receive("inference");
    send(open("sensor"), 0, 5);
    awaitHub(numbers(0, 5));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).isEqualTo(numbers(0, 5)));
  }

  @Test
  void aBusyHubGetsEverythingInOrderLater() throws Exception {
    edge.routes(UP);
    AtomicInteger calls = new AtomicInteger();
    edge.hub.answer(
        message ->
            calls.incrementAndGet() % 3 == 0
                ? CompletableFuture.failedFuture(new HubBusyException("busy"))
                : CompletableFuture.completedFuture(null));
    send(open("sensor"), 0, 20);
    awaitHub(numbers(0, 20));
  }

  @Test
  void answersThatComeLateOrFailLateLoseNothing() throws Exception {
    edge.routes(UP);
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    edge.hub.answer(message -> held(answers));
    send(open("sensor"), 0, 3);
    await().atMost(PATIENCE).until(() -> edge.hub.received().size() == 3);

    edge.hub.answer(message -> CompletableFuture.completedFuture(null));
    answers.get(2).complete(null);
    answers.get(1).completeExceptionally(new IOException("the broker is away"));
    answers.get(0).complete(null);

    awaitHub(List.of("0", "1", "2", "1"));
  }

  private static synchronized CompletionStage<Void> held(List<CompletableFuture<Void>> answers) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    answers.add(answer);
    return answer;
  }

  @Test
  void aMessageThatTheHubRefusesDoesNotBlockTheOthers() throws Exception {
    edge.routes(UP);
    edge.hub.answer(
        message ->
            new String(message.body(), StandardCharsets.UTF_8).equals("1")
                ? CompletableFuture.failedFuture(new MessageRefusedException("never"))
                : CompletableFuture.completedFuture(null));
    send(open("sensor"), 0, 3);
    awaitHub(List.of("0", "2"));
    assertThat(edge.metrics.get("edge.edge-01.upstream.refused")).isEqualTo(1);
  }

  @Test
  void aReconnectedModuleHearsOfItsTwinWithoutSubscribingAgain() throws Exception {
    edge.routes(UP);
    ModuleClient sensor = edge.module("sensor");
    List<String> statuses = new CopyOnWriteArrayList<>();
    sensor.setConnectionStatusChangeCallback(
        context -> statuses.add(context.getNewStatus().name()), null);
    sensor.open(false);
    List<String> seen = new CopyOnWriteArrayList<>();
    sensor.subscribeToDesiredProperties(
        (twin, context) -> seen.add(twin.getDesiredProperties().get("n").toString()), null);

    EdgeFixture before = edge;
    edge = EdgeFixture.restarted(before);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                edge.isConnected(EdgeFixture.DEVICE, "sensor")
                    && statuses.getLast().equals(IotHubConnectionStatus.CONNECTED.name()));
    edge.twins.patchDesired(
        EdgeFixture.DEVICE, "sensor", JsonFiles.MAPPER.createObjectNode().put("n", 1));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly("1"));
  }
}
