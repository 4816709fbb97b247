package fettle.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.fixtures.Settings;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.gateway.rollup.Rollup;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.fixtures.Batches;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final MachineId PUMP = new MachineId("dev", "pump-01");
  private static final long NOW = 1_763_900_000_000L;

  private final Rollup rollup = new Rollup(LanesParts.RULES, AlarmRules.DEFAULT);

  @Test
  void recordsAreCutByTheirNumber() {
    Steps steps = steps(Map.of("gateway.step.records", "2"));

    assertThat(steps.cut(LanesParts.records(0, 4))).extracting(List::size).containsExactly(2, 2, 1);
  }

  @Test
  void smallMessagesThatChangeManyBucketsAreWrittenInSmallSteps() {
    // an hour and a half of a reading a minute: 60 of them in the finest tier, all in the other
    TelemetryBatch sparse =
        Batches.batch().readings(90).intervalMs(60_000).start(NOW - 90 * 60_000).build();
    Steps steps = steps(Map.of("gateway.step.buckets", "350"));
    List<Intake> intakes = Stream.generate(() -> intake(sparse)).limit(5).toList();

    assertThat(rollup.reach().bucketsAtMost(intake(sparse))).isEqualTo(60 + 90);
    assertThat(steps.cutRead(intakes)).extracting(List::size).containsExactly(2, 2, 1);
  }

  @Test
  void manyReadingsOfFewBucketsStayTogether() {
    TelemetryBatch dense = Batches.batch().readings(500).intervalMs(4).start(NOW).build();
    Steps steps = steps(Map.of("gateway.step.buckets", "350"));
    List<Intake> intakes = Stream.generate(() -> intake(dense)).limit(100).toList();

    assertThat(rollup.reach().bucketsAtMost(intake(dense))).isEqualTo(3);
    assertThat(steps.cutRead(intakes)).hasSize(1);
  }

  @Test
  void aRecordThatIsTooMuchByItselfIsWrittenByItself() {
    TelemetryBatch sparse = Batches.batch().readings(60).intervalMs(10_000).start(NOW).build();
    Steps steps = steps(Map.of("gateway.step.buckets", "1"));

    assertThat(steps.cutRead(List.of(intake(sparse), intake(sparse)))).hasSize(2);
  }

  private Steps steps(Map<String, String> settings) {
    return new Steps(Settings.with(settings), rollup);
  }

  private static Intake intake(TelemetryBatch batch) {
    return new Intake(0, "dev", "", NOW, new byte[10], new Content.Readings(PUMP, batch));
  }
}
