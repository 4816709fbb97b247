package fettle.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.rollup.RollupRules;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.vertx.redis.client.Command;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionStoreTest {
  private static final RollupRules RULES =
      new RollupRules(List.of(new Tier(1000, 3_600_000)), 300_000, 100, 16, 8, 64);
  private static final String PROGRESS = new StoreKeys(3).progress();

  private static RedisProcess redis;

  @BeforeAll
  static void startRedis() {
    redis = RedisProcess.launch();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void emptyRedis() {
    redis.ask(Command.FLUSHALL);
  }

  @Test
  void theOwnersBeatIsInItsProgress() throws StoreAway {
    PartitionStore store = Stores.partitions(redis, RULES, "me");
    long epoch = store.claim(3).epoch();

    store.beat(3, epoch, 12_345).toCompletableFuture().join();

    assertThat(redis.ask(Command.HGET, PROGRESS, StoreKeys.BEAT).toLong()).isEqualTo(12_345);
  }

  @Test
  void anOwnerThatHasLostThePartitionDoesNotBeat() throws StoreAway {
    PartitionStore zombie = Stores.partitions(redis, RULES, "zombie");
    long before = zombie.claim(3).epoch();
    PartitionStore successor = Stores.partitions(redis, RULES, "successor");
    long epoch = successor.claim(3).epoch();
    successor.beat(3, epoch, 1000).toCompletableFuture().join();

    zombie.beat(3, before, 2000).toCompletableFuture().join();
    zombie.beat(3, epoch, 3000).toCompletableFuture().join();

    assertThat(redis.ask(Command.HGET, PROGRESS, StoreKeys.BEAT).toLong()).isEqualTo(1000);
  }

  @Test
  void aBeatIntoAnEmptiedStoreLeavesNothing() {
    PartitionStore store = Stores.partitions(redis, RULES, "me");

    store.beat(3, 1, 1000).toCompletableFuture().join();

    assertThat(redis.ask(Command.EXISTS, PROGRESS).toInteger()).isZero();
  }
}
