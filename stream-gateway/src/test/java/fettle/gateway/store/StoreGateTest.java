package fettle.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.fixtures.RedisProcess;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreGateTest {
  private static final List<Tier> TIERS = List.of(new Tier(1000, 60_000));
  private static final StreamInfo MINE = new StreamInfo("hub", "topic", "cluster", 4, TIERS);
  private static final int RACES = 100;

  private static RedisProcess redis;
  private static StoreGate gate;

  @BeforeAll
  static void startRedis() {
    redis = RedisProcess.launch();
    gate = Stores.gate(redis);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void emptyRedis() {
    redis.ask(Command.FLUSHALL);
    redis.ask(Command.CONFIG, "SET", "maxmemory-policy", "noeviction");
  }

  @Test
  void aNewStoreIsNamedAfterItsStreamAndTakenAgain() throws StoreAway {
    assertThat(gate.refusal(MINE)).isEmpty();

    assertThat(gate.refusal(MINE)).isEmpty();
    assertThat(redis.ask(Command.HGET, StoreKeys.STREAM, "hub").toString()).isEqualTo("hub");
  }

  @Test
  void aStoreOfAnotherStreamIsRefusedWithWhatDiffers() throws StoreAway {
    gate.refusal(MINE);

    assertThat(
            List.of(
                refusal(new StreamInfo("other", "topic", "cluster", 4, TIERS)),
                refusal(new StreamInfo("hub", "other", "cluster", 4, TIERS)),
                refusal(new StreamInfo("hub", "topic", "other", 4, TIERS)),
                refusal(new StreamInfo("hub", "topic", "cluster", 5, TIERS))))
        .satisfiesExactly(
            why -> assertThat(why).contains("its hub is hub, this stream's is other"),
            why -> assertThat(why).contains("its topic is topic, this stream's is other"),
            why -> assertThat(why).contains("its cluster id is cluster, this stream's is other"),
            why -> assertThat(why).contains("its number of partitions is 4, this stream's is 5"));
  }

  @Test
  void ofTwoGatewaysOfDifferentHubsOneGetsANewStore() throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < RACES; race++) {
        redis.ask(Command.FLUSHALL);
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Optional<String>>> racers =
            Stream.of("one", "two").map(hub -> workers.submit(asking(hub, start))).toList();

        long refused = 0;
        for (Future<Optional<String>> racer : racers) {
          refused += racer.get().isPresent() ? 1 : 0;
        }
        assertThat(refused).as("refused in race %d", race).isEqualTo(1);
      }
    }
  }

  private static Callable<Optional<String>> asking(String hub, CyclicBarrier start) {
    StoreGate own = Stores.gate(redis);
    return () -> {
      start.await();
      return own.refusal(new StreamInfo(hub, "topic", "cluster", 4, TIERS));
    };
  }

  @Test
  void otherTiersAreWrittenDownAndTaken() throws StoreAway {
    gate.refusal(MINE);

    List<Tier> finer = List.of(new Tier(500, 60_000));
    assertThat(gate.refusal(new StreamInfo("hub", "topic", "cluster", 4, finer))).isEmpty();
    assertThat(redis.ask(Command.HGET, StoreKeys.STREAM, "tiers").toString())
        .isEqualTo("500/60000");
  }

  @Test
  void aRedisThatEvictsIsRefused() {
    redis.ask(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");

    assertThat(refusal(MINE)).contains("maxmemory-policy allkeys-lru");
    assertThat(redis.ask(Command.EXISTS, StoreKeys.STREAM).toInteger()).isZero();
  }

  @Test
  void aNameThatCannotBeReadIsRefused() {
    redis.ask(Command.HSET, StoreKeys.STREAM, "hub", "hub");

    assertThat(refusal(MINE)).contains("has no field");
  }

  private static String refusal(StreamInfo stream) {
    try {
      return gate.refusal(stream).orElse("");
    } catch (StoreAway e) {
      throw new IllegalStateException(e);
    }
  }
}
