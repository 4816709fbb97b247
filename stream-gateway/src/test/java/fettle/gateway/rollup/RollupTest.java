package fettle.gateway.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.fixtures.Batches;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.RejectedMessage;
import fettle.telemetry.store.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupTest {
  private static final long NOW = 1_763_900_000_000L;
  private static final MachineId PUMP = new MachineId("dev-1", "pump-01");
  private static final RollupRules RULES = rules(100);

  private final PartitionMemory memory = new PartitionMemory(0, RULES, 0, Map.of(), 1 << 20);
  private final Rollup rollup = new Rollup(RULES, AlarmRules.DEFAULT);
  private long offset;

  @Test
  void aBatchEntersEveryTier() {
    Step step = decide(Batches.batch().start(NOW).readings(20).build());

    assertThat(step.buckets().keySet())
        .containsExactly(
            new BucketKey(PUMP, 0, NOW),
            new BucketKey(PUMP, 0, NOW + 1000),
            new BucketKey(PUMP, 1, NOW));
    assertThat(bucket(1, NOW).readings()).isEqualTo(20);
    assertThat(bucket(0, NOW).count(0)).isEqualTo(10);
  }

  @Test
  void aRepeatChangesNothingButItsCounter() {
    TelemetryBatch batch = Batches.batch().start(NOW).build();
    decide(batch);

    Step step = decide(batch);

    assertThat(step.buckets()).isEmpty();
    assertThat(step.raw()).isEmpty();
    assertThat(state().counters().repeats()).isEqualTo(1);
    assertThat(bucket(1, NOW).readings()).isEqualTo(10);
  }

  @Test
  void lateReadingsCorrectOnlyTheTiersWhoseHorizonTheyMeet() {
    decide(Batches.batch().seq(0).start(NOW).build());

    long late = NOW - RULES.tiers().get(0).retentionMs() - 10_000;
    Step step = decide(Batches.batch().seq(1).start(late).build());

    assertThat(step.buckets().keySet()).containsExactly(new BucketKey(PUMP, 1, late));
    assertThat(step.counts().late(0)).isEqualTo(10);
    assertThat(step.counts().late(1)).isZero();
    assertThat(state().counters().late()).isZero();
    assertThat(state().lastEvent()).isEqualTo(NOW + 900);
  }

  @Test
  void readingsTooLateForEveryTierAreCountedAndNotRolledUp() {
    Step step = decide(Batches.batch().start(NOW - 100_000_000).build());

    assertThat(step.buckets()).isEmpty();
    assertThat(state().counters().late()).isEqualTo(10);
    assertThat(state().counters().readings()).isEqualTo(10);
  }

  @Test
  void readingsTooFarAheadAreCountedAndNotRolledUp() {
    long enqueuedAt = NOW;
    TelemetryBatch batch = Batches.batch().start(NOW + 60_000 - 400).build();

    Step step = decide(batch, enqueuedAt);

    assertThat(step.counts().future()).isEqualTo(5);
    assertThat(state().counters().future()).isEqualTo(5);
    assertThat(state().lastEvent()).isEqualTo(NOW + 60_000);
  }

  @Test
  void bucketsThatMayExistInTheStoreAreAskedForAndNewerOnesAreNot() {
    decide(Batches.batch().seq(0).start(NOW).build());
    PartitionMemory reloaded = new PartitionMemory(0, RULES, 1, Map.of(), 1 << 20);
    reloaded.learn(memory.known(PUMP));

    var absent =
        rollup
            .reach()
            .absentBuckets(
                reloaded, List.of(intake(Batches.batch().seq(1).start(NOW - 500).build(), NOW)));

    assertThat(absent)
        .containsExactlyInAnyOrder(
            new BucketKey(PUMP, 0, NOW - 1000),
            new BucketKey(PUMP, 0, NOW),
            new BucketKey(PUMP, 1, NOW - 10_000),
            new BucketKey(PUMP, 1, NOW));
    assertThat(
            rollup
                .reach()
                .absentBuckets(
                    reloaded, List.of(intake(Batches.batch().start(NOW + 20_000).build(), NOW))))
        .isEmpty();
  }

  @Test
  void aMachineTooManyIsRejected() {
    PartitionMemory full = new PartitionMemory(0, rules(1), 1, Map.of(), 1 << 20);

    Step step = rollup.decide(full, List.of(intake(Batches.batch().build(), NOW)), NOW);

    assertThat(step.rejected()).hasSize(1);
    assertThat(step.rejected().getFirst().reason()).isEqualTo("TOO_MANY_MACHINES");
  }

  @Test
  void aMachineSilentForAsLongAsAnythingIsKeptMakesRoom() {
    PartitionMemory full = new PartitionMemory(0, rules(1), 1, Map.of(), 1 << 20);
    MachineId gone = new MachineId("dev-1", "gone");
    full.noteHeard(Map.of(gone, heard(NOW - RULES.memoryMs() - 1)));

    Step step = rollup.decide(full, List.of(intake(Batches.batch().build(), NOW)), NOW);

    assertThat(step.forgotten()).containsExactly(gone);
    assertThat(step.rejected()).isEmpty();
    assertThat(full.machines()).isEqualTo(1);
  }

  private static Heard heard(long hub) {
    return new Heard(hub, hub, Double.NaN);
  }

  @Test
  void aMachineIsNotForgottenWhileItsRecordsMayStillCountOrAreHere() {
    MachineId quiet = new MachineId("dev-1", "quiet");
    memory.noteHeard(Map.of(PUMP, heard(1), quiet, heard(NOW - RULES.memoryMs())));

    Step step = decide(Batches.batch().start(NOW).build());

    assertThat(step.forgotten()).isEmpty();
  }

  @Test
  void recordsOfAHubWhoseClockIsAheadForgetNobody() {
    MachineId quiet = new MachineId("dev-1", "quiet");
    memory.noteHeard(Map.of(quiet, heard(NOW - 1000)));

    Step step = decide(Batches.batch().start(NOW).build(), Long.MAX_VALUE / 2);

    assertThat(step.forgotten()).isEmpty();
    assertThat(step.at()).isEqualTo(NOW);
  }

  @Test
  void edgeReasonsAreKeptWithinABound() {
    Content refused = new Content.Refused("no such thing!", "detail");

    Step step =
        rollup.decide(
            memory, List.of(new Intake(3, "dev-1", "inference", NOW, new byte[4], refused)), NOW);

    assertThat(step.rejected().getFirst().reason()).isEqualTo("OTHER");
    assertThat(step.rejected().getFirst().offset()).isEqualTo(3);
    assertThat(step.nextOffset()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b"})
  void aDetailThatIsNoUnicodeCanBeStoredAllTheSame(String detail) {
    Content refused = new Content.Refused("NOT_JSON", detail);

    Step step =
        rollup.decide(
            memory, List.of(new Intake(3, "dev-1", "inference", NOW, new byte[4], refused)), NOW);

    byte[] stored = step.rejected().getFirst().encode();
    assertThat(RejectedMessage.decode(stored).detail()).contains("?");
  }

  @Test
  void aLongDetailIsCutAlsoInTheMiddleOfACharacter() {
    Content refused = new Content.Refused("NOT_JSON", "x".repeat(299) + "\ud83d\ude00");

    Step step =
        rollup.decide(
            memory, List.of(new Intake(3, "dev-1", "inference", NOW, new byte[4], refused)), NOW);

    assertThat(RejectedMessage.decode(step.rejected().getFirst().encode()).detail()).hasSize(300);
  }

  @Test
  void recordsThatWereLostAreWrittenDown() {
    memory.noteLost(new LostRecords(10, 15));

    Step step = decide(Batches.batch().start(NOW).build());

    assertThat(step.rejected().getFirst().reason()).isEqualTo("RETENTION_GAP");
    assertThat(step.rejected().getFirst().detail()).contains("10 to 14");
  }

  @Test
  void tiersThatDoNotDivideAreNamed() {
    assertThatThrownBy(
            () ->
                new RollupRules(
                    List.of(new Tier(10_000, 60_000), new Tier(15_000, 60_000)),
                    0,
                    1,
                    1,
                    1,
                    1,
                    DriftRules.DEFAULT))
        .hasMessage("gateway.rollup.tiers[1].width=15s must be a multiple of 10s");
  }

  private Step decide(TelemetryBatch batch) {
    return decide(batch, NOW);
  }

  private Step decide(TelemetryBatch batch, long enqueuedAt) {
    return rollup.decide(memory, List.of(intake(batch, enqueuedAt)), NOW);
  }

  private Intake intake(TelemetryBatch batch, long enqueuedAt) {
    return new Intake(
        offset++,
        "dev-1",
        "inference",
        enqueuedAt,
        new byte[100],
        new Content.Readings(PUMP, batch));
  }

  private Bucket bucket(int tier, long start) {
    return memory.buckets().get(new BucketKey(PUMP, tier, start));
  }

  private MachineState state() {
    return memory.known(PUMP).state();
  }

  private static RollupRules rules(int machines) {
    return new RollupRules(
        List.of(new Tier(1000, 60_000), new Tier(10_000, 600_000)),
        60_000,
        machines,
        16,
        8,
        64,
        DriftRules.DEFAULT);
  }
}
