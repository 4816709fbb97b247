package fettle.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.fixtures.Stored;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.gateway.rollup.Heard;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.fixtures.Batches;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionStoreTest {
  private static final RollupRules RULES =
      new RollupRules(
          List.of(new Tier(1000, 3_600_000)), 300_000, 100, 16, 8, 64, DriftRules.DEFAULT);
  private static final MachineId PUMP = new MachineId("dev-1", "pump-01");
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

  @Test
  void aRingExpiresWithTheCoarsestTierAndBeginsAnewAfterwards() throws StoreAway {
    StoreKeys keys = new StoreKeys(3);
    Written written = new Written("me");
    written.step(batch(0));
    long ttl = redis.ask(Command.PTTL, keys.raw(PUMP)).toLong();
    redis.ask(Command.DEL, keys.raw(PUMP));

    written.step(batch(1));

    assertThat(ttl).isBetween(1L, 3_600_000L);
    assertThat(redis.ask(Command.LLEN, keys.raw(PUMP)).toInteger()).isEqualTo(1);
    assertThat(redis.ask(Command.HGET, keys.rawBytes(), PUMP.toString()).toInteger())
        .isEqualTo(Written.BODY);
  }

  @Test
  void whoTakesAPartitionOverKnowsItsAlarms() throws StoreAway {
    Written written = new Written("me");
    written.step(sick());

    PartitionMemory next = new PartitionMemory(3, RULES, 1, Map.of(), 1 << 20);
    written.store.loadAlarms(next);

    assertThat(next.alarms().open()).isEqualTo(1);
    assertThat(new Stored(redis, 3).openAlarms().getFirst().machine()).isEqualTo(PUMP);
  }

  @Test
  void whatIsForgottenLeavesNothingButItsAlarmAmongThoseThatAreOver() throws StoreAway {
    StoreKeys keys = new StoreKeys(3);
    Written written = new Written("me");
    written.step(sick());
    assertThat(written.store.lastHeard(3))
        .extractingByKey(PUMP)
        .extracting(Heard::hub)
        .isEqualTo(written.now);
    written.memory.noteHeard(written.store.lastHeard(3));
    written.now += 2 * 3_600_000;

    written.step(batch(1), "other-device");

    assertThat(redis.ask(Command.HKEYS, keys.machines()).toString()).doesNotContain(PUMP.device());
    assertThat(redis.ask(Command.HKEYS, keys.seen()).toString()).doesNotContain(PUMP.device());
    assertThat(redis.ask(Command.EXISTS, keys.alarmWatches()).toInteger()).isZero();
    assertThat(new Stored(redis, 3).openAlarms()).isEmpty();
    assertThat(new Stored(redis, 3).pastAlarms()).hasSize(1);
    assertThat(redis.ask(Command.HGET, PROGRESS, StoreKeys.ALARMS).toString())
        .isEqualTo("2@" + written.now);
    assertThat(redis.ask(Command.HKEYS, keys.signalWatches()).toString())
        .doesNotContain(PUMP.device());
    assertThat(redis.ask(Command.HKEYS, keys.rawBytes()).toString()).doesNotContain(PUMP.device());
    assertThat(redis.ask(Command.EXISTS, keys.raw(PUMP)).toInteger()).isZero();
    assertThat(written.memory.machines()).isEqualTo(1);
  }

  @Test
  void rejectedMessagesThatFallOffTheirListAreCounted() throws StoreAway {
    Written written = new Written("me");
    Content refused = new Content.Refused("NOT_JSON", "no");

    PreparedStep step = written.step(Stream.generate(() -> refused).limit(13).toList());

    assertThat(step.unlisted()).isEqualTo(3);
    assertThat(redis.ask(Command.LLEN, new StoreKeys(3).rejected()).toInteger()).isEqualTo(10);
  }

  @Test
  void aStepIsWrittenOnceAndNotByWhoeverHasLostThePartition() throws StoreAway {
    Written zombie = new Written("zombie");
    PreparedStep step = zombie.step(batch(0));
    assertThat(step.write()).isEqualTo(StepOutcome.WRITTEN);
    new Written("successor");

    assertThat(step.write()).isEqualTo(StepOutcome.LOST);
  }

  /** Of fifteen anomalous seconds. */
  private static TelemetryBatch sick() {
    long start = System.currentTimeMillis() - 15_000;
    return Batches.batch()
        .start(start)
        .intervalMs(1_000)
        .readings(15)
        .scoredBy("pump:1")
        .sick(true)
        .build();
  }

  private static TelemetryBatch batch(long seq) {
    return Batches.batch().seq(seq).start(System.currentTimeMillis()).build();
  }

  /** An owner that writes steps. */
  private static final class Written {
    static final int BODY = 100;

    final PartitionStore store;
    final PartitionMemory memory = new PartitionMemory(3, RULES, 0, Map.of(), 1 << 20);
    final long epoch;
    long now = System.currentTimeMillis();
    private OptionalLong stored = OptionalLong.empty();

    Written(String owner) throws StoreAway {
      store = Stores.partitions(redis, RULES, owner);
      epoch = store.claim(3).epoch();
    }

    PreparedStep step(TelemetryBatch batch) throws StoreAway {
      return step(batch, PUMP.device());
    }

    PreparedStep step(TelemetryBatch batch, String device) throws StoreAway {
      return step(List.of(new Content.Readings(new MachineId(device, batch.machine()), batch)));
    }

    PreparedStep step(List<Content> contents) throws StoreAway {
      long first = stored.orElse(0);
      List<Intake> intakes = new ArrayList<>();
      for (Content content : contents) {
        long offset = first + intakes.size();
        intakes.add(new Intake(offset, "dev-1", "", now, new byte[BODY], content));
      }
      Step step = new Rollup(RULES, AlarmRules.DEFAULT).decide(memory, intakes, now);
      PreparedStep prepared = store.prepare(memory, step, List.of(), epoch, stored);
      assertThat(prepared.write()).isEqualTo(StepOutcome.WRITTEN);
      stored = OptionalLong.of(step.nextOffset());
      return prepared;
    }
  }
}
