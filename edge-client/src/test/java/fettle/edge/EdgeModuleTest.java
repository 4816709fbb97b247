package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fettle.emulator.hub.MethodResult;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeModuleTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static Hub hub;

  private final Hub.Pair pair = hub.pair();
  private final List<EdgeModule> modules = new ArrayList<>();

  @BeforeAll
  static void startHub() throws Exception {
    hub = Hub.start(folder);
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @AfterEach
  void closeModules() {
    modules.forEach(EdgeModule::close);
  }

  @Test
  void messageReachesTheInputItIsRoutedTo() {
    Queue<EdgeMessage> received = new ConcurrentLinkedQueue<>();
    connect(module(pair.target()).onInput("in", message -> done(() -> received.add(message))));
    EdgeModule source = connect(module(pair.source()));

    source
        .send("out", bytes("{\"a\":1}"), "m:s:1", Map.of("kind", "telemetry", "note", "a b&c=ü"))
        .await()
        .atMost(SOON);

    await().atMost(SOON).until(() -> !received.isEmpty());
    EdgeMessage message = received.remove();
    assertThat(message.messageId()).isEqualTo("m:s:1");
    assertThat(new String(message.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(message.properties())
        .containsEntry("kind", "telemetry")
        .containsEntry("note", "a b&c=ü");
  }

  @Test
  void messageWhoseHandlerFailsIsDeliveredAgain() {
    Queue<String> attempts = new ConcurrentLinkedQueue<>();
    connect(
        module(pair.target())
            .onInput(
                "in",
                message -> {
                  attempts.add(message.messageId());
                  return attempts.size() < 3
                      ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                      : Uni.createFrom().voidItem();
                }));
    EdgeModule source = connect(module(pair.source()));

    source.send("out", bytes("1"), "again", Map.of()).await().atMost(SOON);
    source.send("out", bytes("2"), "next", Map.of()).await().atMost(SOON);

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(attempts).containsExactly("again", "again", "again", "next"));
  }

  @Test
  void manySendsWithFewPermitsAllArriveInOrder() {
    List<String> received = new CopyOnWriteArrayList<>();
    connect(module(pair.target()).onInput("in", m -> done(() -> received.add(m.messageId()))));
    EdgeModule source =
        connect(
            module(pair.source())
                .options(EdgeOptions.DEFAULT.withMaxOutstanding(4).withMaxWaiting(500)));

    List<Uni<Void>> sends = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ids.add("many-" + i);
      sends.add(source.send("out", bytes("x"), "many-" + i, Map.of()));
    }
    Uni.join().all(sends).andFailFast().await().atMost(SOON);

    await().atMost(SOON).until(() -> received.size() >= 300);
    assertThat(received).containsExactlyElementsOf(ids);
  }

  @Test
  void emptyPropertyIsRefusedByName() {
    EdgeModule source = connect(module(pair.source()));

    assertThatThrownBy(() -> source.send("out", bytes("x"), "id", Map.of("kind", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
    assertThat(source.state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void desiredPropertiesComeWholeAndThenMerged() throws Exception {
    hub.patchDesired(pair.target(), "{\"batch\":{\"size\":10,\"flushMs\":1000},\"old\":1}");
    Queue<Map<String, Object>> seen = new ConcurrentLinkedQueue<>();
    connect(module(pair.target()).onDesired(desired -> seen.add(desired.values())));
    assertThat(seen.poll())
        .isEqualTo(Map.of("batch", Map.of("size", 10L, "flushMs", 1000L), "old", 1L));

    hub.patchDesired(pair.target(), "{\"batch\":{\"size\":20},\"old\":null}");

    await().atMost(SOON).until(() -> !seen.isEmpty());
    assertThat(seen.poll()).isEqualTo(Map.of("batch", Map.of("size", 20L, "flushMs", 1000L)));
  }

  @Test
  void reportedPropertiesReachTheTwinAndNullRemoves() {
    EdgeModule target = connect(module(pair.target()));
    target
        .report(Map.of("machines", Map.of("pump-01", Map.of("read", 7L)), "gone", "soon"))
        .await()
        .atMost(SOON);
    assertThat(hub.reported(pair.target()).at("/machines/pump-01/read").asInt()).isEqualTo(7);
    Map<String, Object> removal = new HashMap<>();
    removal.put("gone", null);

    target.report(removal).await().atMost(SOON);

    assertThat(hub.reported(pair.target()).has("gone")).isFalse();
  }

  @Test
  void directMethodIsAnsweredWithItsStatus() throws Exception {
    connect(
        module(pair.target())
            .onMethod(
                "sum",
                payload ->
                    MethodResponse.ok(
                        Map.of("sum", (Long) payload.get("a") + (Long) payload.get("b"))))
            .onMethod("fail", payload -> MethodResponse.error(400, "no")));

    assertThat(hub.invoke(pair.target(), "sum", "{\"a\":1,\"b\":2}"))
        .isEqualTo(new MethodResult.Answered(200, "{\"sum\":3}"));
    assertThat(hub.invoke(pair.target(), "fail", null))
        .isEqualTo(new MethodResult.Answered(400, "{\"error\":\"no\"}"));
    assertThat(hub.invoke(pair.target(), "unknown", null))
        .isInstanceOfSatisfying(
            MethodResult.Answered.class, answer -> assertThat(answer.status()).isEqualTo(404));
  }

  @Test
  void afterTheHubWasGoneEverythingWorksAgain() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    Queue<DesiredProperties> desired = new ConcurrentLinkedQueue<>();
    EdgeModule target =
        connect(
            module(pair.target())
                .onInput("in", message -> done(() -> received.add(message.messageId())))
                .onMethod("ping", payload -> MethodResponse.ok(Map.of()))
                .onDesired(desired::add));
    EdgeModule source = connect(module(pair.source()));
    hub.stop();
    await().atMost(SOON).until(() -> source.state() == ConnectionState.RECONNECTING);
    assertThatThrownBy(() -> source.send("out", bytes("x"), "lost", Map.of()).await().atMost(SOON))
        .isInstanceOfSatisfying(
            EdgeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(EdgeException.Reason.NOT_CONNECTED));

    hub.start();
    source.connected().await().atMost(SOON);
    target.connected().await().atMost(SOON);
    desired.clear();
    source.send("out", bytes("x"), "back", Map.of()).await().atMost(SOON);
    hub.patchDesired(pair.target(), "{\"again\":1}");

    await().atMost(SOON).until(() -> received.contains("back"));
    await().atMost(SOON).until(() -> desired.stream().anyMatch(d -> d.at("again").isPresent()));
    assertThat(hub.invoke(pair.target(), "ping", null)).isInstanceOf(MethodResult.Answered.class);
  }

  @Test
  void moduleOfAnUnknownKeyKeepsTryingAndSaysSo() {
    Map<String, String> environment = new HashMap<>(hub.environment(pair.source()));
    environment.computeIfPresent(
        EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
        (name, text) -> text.replaceFirst("SharedAccessKey=[^;]+", "SharedAccessKey=d3Jvbmc="));
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    EdgeModule module =
        EdgeModule.builder(environment)
            .metrics(
                new EdgeMetrics() {
                  @Override
                  public void connectFailed() {
                    failures.add("failed");
                  }
                })
            .start();
    modules.add(module);

    await().atMost(SOON).until(() -> failures.size() >= 2);
    assertThat(module.state()).isEqualTo(ConnectionState.CONNECTING);
  }

  @Test
  void moduleConnectsThroughTheWorkloadApi() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    connect(module(pair.target()).onInput("in", m -> done(() -> received.add(m.messageId()))));
    ProcessBuilder child =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WorkloadChild.class.getName());
    child.environment().putAll(hub.workloadEnvironment(pair.source()));
    Process process = child.inheritIO().start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }

    await().atMost(SOON).until(() -> received.contains("from-child"));
  }

  private EdgeModule.Builder module(String name) {
    return EdgeModule.builder(hub.environment(name));
  }

  private EdgeModule connect(EdgeModule.Builder builder) {
    EdgeModule module = builder.start();
    modules.add(module);
    module.connected().await().atMost(SOON);
    return module;
  }

  private static Uni<Void> done(Runnable action) {
    return Uni.createFrom().voidItem().invoke(action);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
