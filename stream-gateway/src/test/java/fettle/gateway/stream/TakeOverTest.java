package fettle.gateway.stream;

import static fettle.gateway.stream.LanesParts.PARTITION;
import static fettle.gateway.stream.LanesParts.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.Stores;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeOverTest {
  private static RedisProcess redis;

  private final LanesParts parts = new LanesParts(0, 6000);
  private final Assignment assignment = LanesParts.assignment();

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
  void recordsFetchedBeforeALateTakeOverAreReadAgainAndAreNoHole() {
    work().process(assignment, records(5000, 5002));

    Ownership ownership = assignment.ownership();
    assertThat(ownership.guard().expected()).isZero();
    assertThat(ownership.guard().holes()).isZero();
    assertThat(parts.consumer.position(PARTITION)).isZero();
    assertThat(parts.count("gateway.records.skipped")).isEqualTo(3);
  }

  @Test
  void aLateTakeOverSeeksToTheStoresOffset() throws StoreAway {
    storedOffset(4900);

    Ownership ownership = takeOver().late(assignment, 5002).orElseThrow();

    assertThat(ownership.stored()).hasValue(4900);
    assertThat(parts.consumer.position(PARTITION)).isEqualTo(4900);
    assertThat(ownership.guard().next(5003)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(ownership.guard().next(4900)).isEqualTo(OffsetGuard.Verdict.TAKE);
  }

  @Test
  void anAssignmentThatHasEndedIsNotTakenOverAndNothingIsSought() throws StoreAway {
    parts.consumer.seek(PARTITION, 77);
    assignment.end();

    assertThat(takeOver().late(assignment, 5002)).isEmpty();
    assertThat(parts.consumer.position(PARTITION)).isEqualTo(77);
    assertThat(redis.ask(Command.EXISTS, new StoreKeys(0).progress()).toInteger()).isZero();
  }

  @Test
  void aPartitionOfAnotherConsumerIsNotTakenOver() throws StoreAway {
    parts.consumer.unsubscribe();

    assertThat(takeOver().late(assignment, 5002)).isEmpty();
    assertThat(redis.ask(Command.EXISTS, new StoreKeys(0).progress()).toInteger()).isZero();
  }

  @Test
  void aBrokerThatDoesNotAnswerLeavesTheTakeOverDue() {
    parts.failures.add(new KafkaException("away"));

    assertThatThrownBy(() -> takeOver().late(assignment, 5002)).isInstanceOf(KafkaException.class);
    assertThat(assignment.ownership()).isNull();
  }

  @Test
  void whatRetentionRemovedIsLostAndReadingGoesOnBehindIt() throws StoreAway {
    storedOffset(40);
    parts.consumer.updateBeginningOffsets(java.util.Map.of(PARTITION, 50L));

    Ownership ownership = takeOver().atOnce(parts.consumer, PARTITION).orElseThrow();

    assertThat(ownership.guard().expected()).isEqualTo(50);
    assertThat(parts.count("gateway.stream.lost")).isEqualTo(10);
  }

  @Test
  void aLogShorterThanTheStoreIsRefused() throws StoreAway {
    storedOffset(6001);

    assertThat(takeOver().atOnce(parts.consumer, PARTITION)).isEmpty();
    assertThat(parts.ending.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("it was created anew"));
  }

  private void storedOffset(long offset) {
    redis.ask(Command.HSET, new StoreKeys(0).progress(), StoreKeys.OFFSET, offset);
  }

  private PartitionWork work() {
    return new PartitionWork(
        parts.persistence,
        takeOver(),
        null,
        null,
        null,
        null,
        parts.metrics,
        null,
        null,
        null,
        null);
  }

  private TakeOver takeOver() {
    return new TakeOver(
        Stores.partitions(redis, LanesParts.RULES, "me"),
        Stores.gate(redis),
        parts.identity,
        parts.log,
        LanesParts.RULES,
        parts.metrics,
        parts.ending,
        parts.config);
  }
}
