package fettle.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.fixtures.Batches;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepRequestTest {
  private static final long NOW = 1_763_900_000_000L;
  private static final int HOUR = 3_600_000;
  private static final MachineId PUMP = new MachineId("dev-1", "pump-01");
  private static final RollupRules RULES =
      new RollupRules(
          List.of(new Tier(1000, HOUR), new Tier(10_000, 6 * HOUR), new Tier(60_000, 48 * HOUR)),
          300_000,
          100,
          16,
          8,
          64,
          DriftRules.DEFAULT);

  private final PartitionMemory memory = new PartitionMemory(0, RULES, 0, Map.of(), 1 << 20);

  @Test
  void timelyReadingsAreToldInTheFinestTierAlone() {
    List<LiveUpdate> told = told(batch(0, NOW));

    assertThat(told).extracting(LiveUpdate::tierMs).containsExactly(1000L);
    assertThat(starts(told.getFirst())).containsExactly(NOW, NOW + 1000);
  }

  @Test
  void readingsTooLateForATierAreToldInTheNext() {
    long late = NOW - 2 * HOUR;

    List<LiveUpdate> told = told(batch(0, late));

    assertThat(told).extracting(LiveUpdate::tierMs).containsExactly(10_000L);
    assertThat(starts(told.getFirst())).containsExactly(late);
  }

  @Test
  void readingsOnBothSidesOfAHorizonAreToldInBothTiers() {
    long start = NOW - HOUR - 20_000;

    List<LiveUpdate> told = told(Batches.batch().start(start).intervalMs(4000).build());

    assertThat(told).extracting(LiveUpdate::tierMs).containsExactly(1000L, 10_000L);
    assertThat(starts(told.get(0)))
        .containsExactly(
            start + 20_000, start + 24_000, start + 28_000, start + 32_000, start + 36_000);
    assertThat(starts(told.get(1))).containsExactly(start, start + 10_000);
  }

  @Test
  void aMachineWhoseStateAloneChangedIsTold() {
    told(batch(0, NOW));

    List<LiveUpdate> told = told(batch(0, NOW));

    assertThat(told).containsExactly(new LiveUpdate(1000, List.of()));
  }

  private static TelemetryBatch batch(long seq, long start) {
    return Batches.batch().seq(seq).start(start).readings(20).build();
  }

  private static List<Long> starts(LiveUpdate update) {
    return update.buckets().stream().map(LiveUpdate.Changed::start).toList();
  }

  /** What a step with this batch publishes on its machine's channel. */
  private List<LiveUpdate> told(TelemetryBatch batch) {
    Intake intake =
        new Intake(0, "dev-1", "inference", NOW, new byte[10], new Content.Readings(PUMP, batch));
    Step step = new Rollup(RULES, AlarmRules.DEFAULT).decide(memory, List.of(intake), NOW);
    StepRequest request = new StepRequest(0, RULES.tiers());
    request.write(
        memory,
        step,
        List.of(),
        new Guard(1, "me", OptionalLong.empty()),
        new StoreLimits(1000, 10));
    List<LiveUpdate> told = new ArrayList<>();
    int at = 4;
    for (String key : request.keys().subList(2, request.keys().size())) {
      int operands = Integer.parseInt(text(request.args().get(at + 1)));
      if (text(request.args().get(at)).equals("P")) {
        assertThat(key).isEqualTo(new StoreKeys(0).live(PUMP));
        told.add(LiveUpdate.decode(request.args().get(at + 2)));
      }
      at += 2 + operands;
    }
    return told;
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
