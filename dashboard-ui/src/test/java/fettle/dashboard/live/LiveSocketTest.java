package fettle.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.dashboard.fixture.LiveClient;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.store.Tier;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LiveSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MINUTES = Duration.ofMinutes(2);
  private static final String PUMP = "edge-01/pump-01";
  private static final Tier SECOND = PlayedGateway.TIERS.getFirst();

  @TestHTTPResource("/")
  URI page;

  @Inject MeterRegistry metrics;
  @Inject Farewell farewell;

  PlayedGateway gateway;
  RealRedis redis;
  private PlayedMachine pump;
  private long now;

  @BeforeEach
  void aPumpThatHasRunForAMinute() {
    gateway.wipe();
    gateway.openStream();
    pump = gateway.machine(PUMP);
    now = System.currentTimeMillis();
    for (long time = now - 60_000; time < now; time += 1_000) {
      pump.reading(time, 0.1, 20, 1);
    }
    pump.arrived(now, now, now);
    gateway.write(pump);
  }

  /** One more reading, as a batch of its own. */
  private void goOn() {
    now = Math.max(now + 1, System.currentTimeMillis());
    gateway.write(pump.reading(now, 0.2, 21, 2).arrived(now, now, now));
  }

  private long written() {
    return pump.buckets(SECOND).values().stream().mapToLong(b -> b.readings()).sum();
  }

  @Test
  void aViewerGetsTheHistoryThenWhatChanges() {
    try (LiveClient viewer = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> viewer.readings() == 60);

      goOn();

      await().atMost(PATIENCE).until(() -> viewer.readings() == 61);
      assertThat(viewer.chart().keySet()).containsExactlyElementsOf(pump.buckets(SECOND).keySet());
      assertThat(viewer.await("chart").path("tierMs").asLong()).isEqualTo(1_000);
      await().atMost(PATIENCE).until(() -> statedReadings(viewer) == 61);
    }
  }

  /** Readings by the newest state that came. */
  private static long statedReadings(LiveClient viewer) {
    return viewer.frames().stream()
        .map(frame -> frame.head().path("machine").path("readings"))
        .filter(readings -> !readings.isMissingNode())
        .reduce((before, after) -> after)
        .orElseThrow()
        .asLong();
  }

  @Test
  void aServerThatStopsTellsItsBrowsersToGoToAnother() {
    try (LiveClient prompt = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000);
        LiveClient stalled = LiveClient.stalled(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> prompt.readings() == 60);
      await().atMost(PATIENCE).until(() -> !stalled.frames().isEmpty());

      farewell.stop(new ShutdownEvent());

      assertThat(List.of(prompt.awaitClose(), stalled.awaitClose())).containsOnly(1001);
    }
  }

  @Test
  void nothingIsMissingBetweenHistoryAndChangesHoweverTheyInterleave() {
    List<LiveClient> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        goOn();
        viewers.add(LiveClient.prompt(page).watch(PUMP, MINUTES, 1000));
        goOn();
      }

      for (LiveClient viewer : viewers) {
        await().atMost(PATIENCE).until(() -> viewer.readings() == written());
      }
    } finally {
      viewers.forEach(LiveClient::close);
    }
  }

  @Test
  void aStalledViewerHasOneFrameUnderWayAndGetsTheRestMergedIntoTheNext() {
    try (LiveClient stalled = LiveClient.stalled(page).watch(PUMP, MINUTES, 1000);
        LiveClient prompt = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> !stalled.frames().isEmpty());

      for (int i = 0; i < 50; i++) {
        goOn();
      }
      await().atMost(PATIENCE).until(() -> prompt.readings() == written());
      assertThat(stalled.frames()).hasSize(1);
      stalled.wakeUp();

      await().atMost(PATIENCE).until(() -> stalled.readings() == written());
      assertThat(stalled.frames().size()).isLessThan(10);
    }
  }

  @Test
  void whatAStalledViewerHoldsIsBoundedByItsWindow() {
    double mergedBefore = metrics.counter("fettle.dashboard.updates.merged").count();
    try (LiveClient stalled = LiveClient.stalled(page).watch(PUMP, Duration.ofSeconds(30), 100);
        LiveClient prompt = LiveClient.prompt(page).watch(PUMP, Duration.ofSeconds(30), 100)) {
      await().atMost(PATIENCE).until(() -> !stalled.frames().isEmpty());
      await().atMost(PATIENCE).until(() -> prompt.readings() > 0);

      for (int i = 0; i < 200; i++) {
        goOn();
      }
      long last = pump.buckets(SECOND).lastKey();
      long readings = pump.buckets(SECOND).get(last).readings();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  prompt
                          .chart()
                          .getOrDefault(last, pump.buckets(SECOND).firstEntry().getValue())
                          .readings()
                      == readings);
      stalled.wakeUp();

      await().atMost(PATIENCE).until(() -> stalled.chart().containsKey(last));
      assertThat(stalled.frames().getLast().update().buckets()).hasSizeLessThanOrEqualTo(202);
      assertThat(metrics.counter("fettle.dashboard.updates.merged").count())
          .isGreaterThan(mergedBefore);
    }
  }

  @Test
  void aCoarseViewFollowsChangesAndTheCorrectionOfALateReading() {
    try (LiveClient viewer = LiveClient.prompt(page).watch(PUMP, Duration.ofHours(24), 1000)) {
      await().atMost(PATIENCE).until(() -> viewer.readings() == 60);

      goOn();
      gateway.write(pump.reading(now - 30_000, 0.9, 777, 1));

      await().atMost(PATIENCE).until(() -> viewer.readings() == 62);
      assertThat(viewer.await("chart").path("widthMs").asLong()).isEqualTo(120_000);
      assertThat(viewer.chart().values()).anyMatch(bucket -> bucket.max(0) == 777);
    }
  }

  @Test
  void viewersOfAMachineShareOneSubscriptionAndTheLastOneEndsIt() {
    try (LiveClient first = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000);
        LiveClient second = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> first.readings() == 60 && second.readings() == 60);

      assertThat(gateway.listeners(pump)).isEqualTo(1);
    }

    await().atMost(PATIENCE).until(() -> gateway.listeners(pump) == 0);
  }

  @Test
  void aSubscriptionOnWhichMuchIsSaidIsNotTakenForDead() {
    try (LiveClient viewer = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> viewer.readings() == 60);
      Set<String> subscribers = gateway.subscribers();
      long probes = gateway.taken("subscribe");

      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                goOn();
                return gateway.taken("subscribe") >= probes + 2;
              });

      assertThat(gateway.subscribers()).isEqualTo(subscribers);
      await().atMost(PATIENCE).until(() -> viewer.readings() == written());
    }
  }

  @Test
  void viewersOfAMachineShareTheReadOfItsHistoryWhenTheSubscriptionIsMadeAnew() {
    List<LiveClient> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        viewers.add(LiveClient.prompt(page).watch(PUMP, MINUTES, 1000));
      }
      viewers.forEach(viewer -> await().atMost(PATIENCE).until(() -> viewer.readings() == 60));
      Map<LiveClient, Long> before = new HashMap<>();
      viewers.forEach(viewer -> before.put(viewer, beginnings(viewer)));
      long reads = gateway.taken("hgetall");

      gateway.loseSubscribers();

      before.forEach(
          (viewer, then) -> await().atMost(PATIENCE).until(() -> beginnings(viewer) > then));
      assertThat(gateway.taken("hgetall") - reads).isLessThan(viewers.size());
    } finally {
      viewers.forEach(LiveClient::close);
    }
  }

  /** How often a viewer was given a chart from the start. */
  private static long beginnings(LiveClient viewer) {
    return viewer.frames().stream()
        .filter(frame -> frame.head().path("chart").path("reset").asBoolean())
        .count();
  }

  @Test
  void aStoreThatGoesAwayIsToldAndAfterItsReturnNothingIsMissing() {
    try (LiveClient viewer = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> viewer.readings() == 60);

      redis.stopServer();
      await().atMost(PATIENCE).until(() -> isStore(viewer, "away"));
      redis.startServer();
      goOn();
      goOn();

      await().atMost(PATIENCE).until(() -> isStore(viewer, "here"));
      await().atMost(PATIENCE).until(() -> viewer.readings() == 62);
    }
  }

  private static boolean isStore(LiveClient viewer, String state) {
    return viewer.frames().getLast().head().path("store").asText().equals(state);
  }

  @Test
  void theFleetIsSentAsTheRowsThatAreSeenAndThenOnlyThoseThatChanged() {
    for (int i = 0; i < 30; i++) {
      PlayedMachine machine =
          gateway.machine("edge-02/fan-%02d".formatted(i)).intervals(100, 60_000);
      gateway.write(machine.reading(now, i == 17 ? 0.9 : 0.1, 20, 1).arrived(now, now, now));
    }
    gateway.announce();
    String fans = "{'type':'fleet','text':'FAN','conditions':[],'offset':0,'limit':10}";
    try (LiveClient viewer = LiveClient.prompt(page).say(fans)) {
      JsonNode fleet = viewer.await("fleet");

      assertThat(fleet.path("matched").asInt()).isEqualTo(30);
      assertThat(fleet.path("summary").path("machines").asInt()).isEqualTo(31);
      assertThat(fleet.path("summary").path("anomalous").asInt()).isEqualTo(1);
      assertThat(fleet.path("order").path(0).asText()).isEqualTo("edge-02/fan-17");
      assertThat(fleet.path("rows")).hasSize(10);

      PlayedMachine worse = gateway.machine("edge-02/fan-20");
      now = System.currentTimeMillis();
      gateway.write(worse.reading(now, 0.95, 20, 1).arrived(now, now, now));
      gateway.announce();

      await()
          .atMost(PATIENCE)
          .until(() -> lastFleet(viewer).path("order").path(1).asText().equals("edge-02/fan-20"));
      assertThat(lastFleet(viewer).path("rows").size()).isLessThan(10);
    }
  }

  private static JsonNode lastFleet(LiveClient viewer) {
    return viewer.frames().stream()
        .map(frame -> frame.head().path("fleet"))
        .filter(fleet -> !fleet.isMissingNode())
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  @Test
  void aFleetWithoutMachinesSaysSo() {
    gateway.wipe();
    String all = "{'type':'fleet','text':'','conditions':[],'offset':0,'limit':10}";

    try (LiveClient viewer = LiveClient.prompt(page).say(all)) {
      viewer.await("fleet");

      // the first may tell of machines that a viewer before was shown
      await()
          .atMost(PATIENCE)
          .until(() -> lastFleet(viewer).path("summary").path("machines").asInt(-1) == 0);
    }
  }

  @Test
  void aPageOfAnotherSiteIsRefused() {
    assertThatThrownBy(() -> LiveClient.of(page, "https://evil.example").close())
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .cause()
        .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPageOfThisSiteIsLetIn() {
    String origin = page.getScheme() + "://" + page.getAuthority();

    try (LiveClient viewer = LiveClient.of(page, origin).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> viewer.readings() == 60);
    }
  }

  @Test
  void aMessageThatBreaksARuleIsAnsweredWithTheRule() {
    try (LiveClient viewer = LiveClient.prompt(page).say("{'type':'watch','machine':'pump'}")) {
      JsonNode problem = viewer.await("problem");

      assertThat(problem.path("status").asInt()).isEqualTo(400);
      assertThat(problem.path("parameter").asText()).isEqualTo("from");
    }
  }

  @Test
  void aMachineThatNobodyKnowsIsNamedAndShownWhenItComes() {
    try (LiveClient viewer = LiveClient.prompt(page).watch("edge-01/new", MINUTES, 1000)) {
      assertThat(viewer.await("problem").path("detail").asText()).contains("edge-01/new");

      gateway.write(gateway.machine("edge-01/new").reading(now, 0.1, 20, 1).arrived(now, now, now));

      await().atMost(PATIENCE).until(() -> viewer.readings() == 1);
    }
  }

  @Test
  void whatAStalledViewerMissedWhileTheStoreWasAwayIsNotHiddenByWhatItMissedBefore() {
    try (LiveClient stalled = LiveClient.stalled(page).watch(PUMP, MINUTES, 1000);
        LiveClient prompt = LiveClient.prompt(page).watch(PUMP, MINUTES, 1000)) {
      await().atMost(PATIENCE).until(() -> !stalled.frames().isEmpty());
      goOn();
      long late = now;
      await().atMost(PATIENCE).until(() -> prompt.readings() == 61);

      redis.stopServer();
      await().atMost(PATIENCE).until(() -> isStore(prompt, "away"));
      redis.startServer();
      gateway.write(pump.reading(late, 0.3, 22, 3));
      await().atMost(PATIENCE).until(() -> prompt.readings() == 62);
      stalled.wakeUp();

      await().atMost(PATIENCE).until(() -> stalled.readings() == 62);
    }
  }
}
