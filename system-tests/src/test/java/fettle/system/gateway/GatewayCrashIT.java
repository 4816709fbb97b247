package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.fixtures.RedisProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged gateway, hit hard while it works; in the end the store must hold the truth. */
class GatewayCrashIT extends PackagedGateway {

  @Test
  void twoGatewaysShareTheWorkAndAZombieChangesNothing() {
    stream.createTopic("zombie");
    Expected expected = new Expected();
    Load load = new Load(stream, "zombie", expected, 3);
    Map<String, String> settings = GatewayProcess.settings(stream, "zombie", redis);
    Map<String, String> settingsOfSecond = new HashMap<>(settings);
    settingsOfSecond.put("quarkus.redis.hosts", redis.uriOf("zombie"));
    settingsOfSecond.put("gateway.store.longest-retry", "200ms");

    try (GatewayProcess first = GatewayProcess.start(folder, settings)) {
      load.send(500);
      awaitAll(load);
      try (GatewayProcess second = GatewayProcess.start(folder, settingsOfSecond)) {
        patiently().until(() -> takeOvers(second) > 0);
        load.send(2000);
        awaitAll(load);
        // a step of the second is ready and waits; so it is about to be tried when it wakes up
        redis.forbidScripts("zombie");
        load.send(500);
        patiently().until(() -> second.log().contains("the store is away"));
        second.pause();
        // the group gives the paused one's partitions to the first
        awaitAll(load);
        redis.allowScripts("zombie");
        long before = takeOvers(second);
        second.resume();
        // it tries the step and is refused, unless its consumer hears of the loss before
        patiently()
            .until(
                () -> second.log().contains("refused a step (LOST)") || takeOvers(second) > before);
        load.send(1000);
        awaitAll(load);
        assertThat(first.isAlive()).isTrue();
        assertThat(second.isAlive()).isTrue();
      }
      load.send(500);
      awaitAll(load);
    }

    expected.assertStored(redis);
  }

  @Test
  void aStoreThatFellBackReplaysFromWhereItIs() {
    stream.createTopic("fallback");
    Expected expected = new Expected();
    Load load = new Load(stream, "fallback", expected, 4);
    Map<String, String> settings = GatewayProcess.settings(stream, "fallback", redis);

    try (GatewayProcess gateway = GatewayProcess.start(folder, settings)) {
      load.send(1000);
      awaitAll(load);
      List<RedisProcess.Saved> old = redis.snapshot();
      load.send(1000);
      awaitAll(load);
      redis.restore(old);
      load.send(200);
      awaitAll(load);

      assertThat(gateway.log()).contains("MOVED");
    }

    expected.assertStored(redis);
  }

  @Test
  void aRestartedEmptyStoreIsFilledAgainFromTheStream() {
    stream.createTopic("restart");
    Expected expected = new Expected();
    Load load = new Load(stream, "restart", expected, 5);
    Map<String, String> settings = GatewayProcess.settings(stream, "restart", redis);

    try (GatewayProcess gateway = GatewayProcess.start(folder, settings)) {
      load.send(500);
      awaitAll(load);
      redis.stop();
      load.send(500);
      patiently().until(() -> gateway.log().contains("is away"));
      redis.start();
      load.send(200);
      awaitAll(load);
      assertThat(gateway.isAlive()).isTrue();
    }

    expected.assertStored(redis);
  }

  @Test
  void aGatewayThatStartsWithoutItsStoreLosesNothingWhenThatComesBackEmpty() {
    stream.createTopic("late");
    Expected expected = new Expected();
    Load load = new Load(stream, "late", expected, 7);
    Map<String, String> settings = GatewayProcess.settings(stream, "late", redis);
    settings.put("gateway.commit-every", "200ms");

    try (GatewayProcess first = GatewayProcess.startForTimedEnd(folder, settings)) {
      load.send(1000);
      awaitAll(load);
      patiently().until(() -> committed("late") == Arrays.stream(load.sent()).sum());
      first.terminate();
    }
    redis.stop();
    try (GatewayProcess second = GatewayProcess.start(folder, settings)) {
      // so what is sent now is fetched from the committed offsets, far ahead of the empty store's
      patiently().until(() -> second.log().contains("taken over yet"));
      load.send(200);
      patiently().until(() -> second.log().contains("the store is away"));
      redis.start();
      awaitAll(load);
      assertThat(second.isAlive()).isTrue();
      assertThat(second.log()).doesNotContain("the log has no record");
    }

    expected.assertStored(redis);
  }

  @Test
  void sigtermWhileMessagesArriveEndsWithinTenSecondsAndASuccessorFinishes() {
    stream.createTopic("sigterm");
    Expected expected = new Expected();
    Load load = new Load(stream, "sigterm", expected, 6);
    Map<String, String> settings = GatewayProcess.settings(stream, "sigterm", redis);

    try (GatewayProcess first = GatewayProcess.startForTimedEnd(folder, settings);
        ScheduledExecutorService arrivals = Executors.newSingleThreadScheduledExecutor()) {
      patiently().until(() -> first.log().contains("taken over"));
      load.send(2000);
      Future<?> arriving =
          arrivals.scheduleWithFixedDelay(() -> load.send(20), 0, 20, TimeUnit.MILLISECONDS);
      long before = total();
      patiently().until(() -> total() > before);
      assertThat(first.terminate()).isLessThan(Duration.ofSeconds(10));
      assertThat(arriving.isDone()).as("messages have stopped").isFalse();
      assertThat(first.log()).contains("drained");
    }
    load.send(200);
    assertThat(total()).isLessThan(Arrays.stream(load.sent()).sum());
    try (GatewayProcess second = GatewayProcess.start(folder, settings)) {
      awaitAll(load);
      assertThat(second.isAlive()).isTrue();
    }

    expected.assertStored(redis);
  }

  @Test
  void aRollingUpgradeWhileMessagesArriveAndItsWayBackLoseNothing() {
    stream.createTopic("upgrade");
    Expected expected = new Expected();
    Load load = new Load(stream, "upgrade", expected, 8);
    Map<String, String> settings = GatewayProcess.settings(stream, "upgrade", redis);
    try (GatewayProcess one = owner(settings);
        GatewayProcess other = owner(settings);
        ScheduledExecutorService arrivals = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> arriving =
          arrivals.scheduleWithFixedDelay(() -> load.send(20), 0, 20, TimeUnit.MILLISECONDS);
      load.ofALaterVersion(true);
      try (GatewayProcess later = owner(settings)) {
        drain(one);
        redis.asALaterVersionLeavesIt();
        awaitMore(500);
        load.ofALaterVersion(false);
        try (GatewayProcess earlier = owner(settings)) {
          drain(later);
          awaitMore(500);
          assertThat(arriving.isDone()).as("messages have stopped").isFalse();
          arrivals.shutdown();
          awaitAll(load);
          assertThat(other.isAlive()).isTrue();
          assertThat(earlier.isAlive()).isTrue();
        }
      }
    }

    expected.assertStored(redis);
  }

  /** A gateway that has taken over some of the partitions. */
  private static GatewayProcess owner(Map<String, String> settings) {
    GatewayProcess gateway = GatewayProcess.start(folder, settings);
    patiently().until(() -> takeOvers(gateway) > 0);
    return gateway;
  }

  private static void drain(GatewayProcess gateway) {
    gateway.interrupt();
    patiently().until(() -> gateway.log().contains("drained"));
  }

  private void awaitMore(int messages) {
    long before = total();
    patiently().until(() -> total() > before + messages);
  }

  private static long takeOvers(GatewayProcess gateway) {
    return gateway.log().lines().filter(line -> line.contains("taken over")).count();
  }

  private static long committed(String topic) {
    return stream.committed("group-" + topic).values().stream().mapToLong(Long::longValue).sum();
  }
}
