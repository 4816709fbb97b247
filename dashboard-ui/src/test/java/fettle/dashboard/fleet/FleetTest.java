package fettle.dashboard.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.store.Beats;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.Hops;
import fettle.telemetry.store.MachineState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
  private static final long NOW = 1_763_900_000_000L;

  private final Fleet fleet =
      new Fleet(
          new Judge(new Presence(3_000, 60_000), new HopStrip(5_000, 1_000), 10_000, Map.of()));

  @Test
  void theWorstConditionComesFirstThenTheName() {
    fleet.replace(
        List.of(
            machine("b/normal", NOW, 0.1),
            machine("a/normal", NOW, 0.1),
            machine("c/offline", NOW - 60_000, 0.1),
            machine("d/anomalous", NOW, 0.9),
            machine("e/unscored", NOW, Double.NaN)));
    fleet.judge(Beats.NONE, NOW);

    assertThat(names(FleetQuery.builder()))
        .containsExactly("d/anomalous", "c/offline", "e/unscored", "a/normal", "b/normal");
    assertThat(fleet.summary())
        .returns(5, FleetSummary::machines)
        .returns(4, FleetSummary::online)
        .returns(1, FleetSummary::anomalous)
        .returns(1, FleetSummary::offline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''         | b/2 a/1 d/4 c/3",
        "condition  | b/2 a/1 d/4 c/3",
        "-condition | c/3 d/4 a/1 b/2",
        "machine    | c/3 a/1 b/2 d/4",
        "-machine   | d/4 b/2 a/1 c/3",
        "site       | d/4 c/3 a/1 b/2",
        "-site      | c/3 d/4 a/1 b/2",
        "score      | c/3 a/1 b/2 d/4",
        "-score     | b/2 a/1 c/3 d/4",
        "last       | a/1 b/2 c/3 d/4",
        "-last      | b/2 c/3 d/4 a/1",
        "model      | a/1 b/2 c/3 d/4"
      })
  void machinesAreSortedByAnyColumnWithThoseThatHaveNoValueLast(String sort, String names) {
    fleet.replace(
        List.of(
            machine("d/4", NOW, Double.NaN),
            machine("c/3", NOW, 0.1),
            machine("a/1", NOW - 60_000, 0.2),
            machine("b/2", NOW, 0.9)));
    fleet.describe(
        new Descriptions(
            1,
            Map.of(
                MachineId.parse("c/3"), new MachineDescription("", "Lyon", "", Map.of()),
                MachineId.parse("a/1"), new MachineDescription("Fan", "", "", Map.of()),
                MachineId.parse("b/2"), new MachineDescription("feed pump", "", "", Map.of()),
                MachineId.parse("d/4"), new MachineDescription("Valve", "leipzig", "", Map.of()))));
    fleet.judge(Beats.NONE, NOW);

    assertThat(names(FleetQuery.builder().sort(sort))).containsExactly(names.split(" "));
  }

  @Test
  void anOrderThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThatThrownBy(() -> FleetQuery.builder().sort("-colour"))
        .isInstanceOf(BadParameter.class)
        .hasMessageContaining("condition, machine, site, score, recent, last, lag, model");
  }

  @Test
  void everyWordMustOccurInDeviceMachineOrModel() {
    fleet.replace(
        List.of(machine("plant-1/pump", NOW, 0.1), machine("plant-2/pump", NOW, Double.NaN)));
    fleet.judge(Beats.NONE, NOW);

    assertThat(names(FleetQuery.builder().text(" PUMP plant-2 "))).containsExactly("plant-2/pump");
    assertThat(names(FleetQuery.builder().text("model:1"))).containsExactly("plant-1/pump");
    assertThat(names(FleetQuery.builder().text("fan"))).isEmpty();
    assertThat(names(FleetQuery.builder().condition("unscored").condition("offline")))
        .containsExactly("plant-2/pump");
  }

  @Test
  void machinesAreFoundByWhatTheyAreCalledAndWhereTheyStand() {
    fleet.replace(List.of(machine("a/m1", NOW, 0.1), machine("a/m2", NOW, 0.1)));
    fleet.judge(Beats.NONE, NOW);
    long before = fleet.version();

    fleet.describe(
        new Descriptions(
            1,
            Map.of(
                MachineId.parse("a/m2"),
                new MachineDescription("Feed pump", "Leipzig", "Bottling 3", Map.of()))));
    fleet.judge(Beats.NONE, NOW);

    assertThat(fleet.version()).isEqualTo(before + 1);
    assertThat(names(FleetQuery.builder().text("bottling feed"))).containsExactly("a/m2");
    assertThat(names(FleetQuery.builder().site("Leipzig"))).containsExactly("a/m2");
    assertThat(names(FleetQuery.builder().site("Lyon"))).isEmpty();
    assertThat(fleet.summary().sites()).containsExactly("Leipzig");
    fleet.describe(Descriptions.NONE);
    assertThat(names(FleetQuery.builder().text("m2"))).containsExactly("a/m2");
  }

  @Test
  void aReadThatAnAnnouncementOvertookChangesNothing() {
    fleet.put(machine("a/pump", NOW, 0.9));
    fleet.replace(List.of(machine("a/pump", NOW - 2_000, 0.1)));
    fleet.judge(Beats.NONE, NOW);

    assertThat(fleet.summary().anomalous()).isEqualTo(1);
  }

  @Test
  void aStateThatIsReadAgainIsNoChange() {
    fleet.replace(List.of(machine("a/pump", NOW, 0.1)));
    fleet.judge(Beats.NONE, NOW);
    long before = fleet.version();

    fleet.replace(List.of(machine("a/pump", NOW, 0.1)));

    assertThat(fleet.version()).isEqualTo(before);
  }

  @Test
  void machinesThatAreGoneFromTheStoreAreForgotten() {
    fleet.replace(List.of(machine("a/pump", NOW, 0.1), machine("b/pump", NOW, 0.1)));
    fleet.replace(List.of(machine("b/pump", NOW, 0.1)));
    fleet.judge(Beats.NONE, NOW);

    assertThat(names(FleetQuery.builder())).containsExactly("b/pump");
  }

  @Test
  void timeAloneTakesASilentMachineOfflineAndCountsAsAChange() {
    fleet.replace(List.of(machine("a/pump", NOW, 0.1)));
    fleet.judge(Beats.NONE, NOW);
    long before = fleet.version();

    fleet.judge(Beats.NONE, NOW + 60_000);

    assertThat(fleet.summary().offline()).isEqualTo(1);
    assertThat(fleet.version()).isGreaterThan(before);
  }

  @Test
  void noMachineGoesOfflineBecauseItsGatewayIsSilent() {
    long later = NOW + 600_000;
    fleet.replace(List.of(machine("a/pump", NOW, 0.1), machine("b/gone", NOW - 60_000, 0.1)));

    fleet.judge(new Beats(Map.of(0, NOW), later), later);

    assertThat(fleet.summary())
        .returns(1, FleetSummary::normal)
        .returns(1, FleetSummary::offline)
        .returns(new FleetSummary.Silence(NOW, 2), FleetSummary::silence);
  }

  @Test
  void aMachineGoesOfflineWhileItsGatewayWrites() {
    long later = NOW + 600_000;
    fleet.replace(List.of(machine("a/pump", NOW, 0.1)));

    fleet.judge(new Beats(Map.of(0, later - 1_000, 1, NOW), later), later);

    assertThat(fleet.summary())
        .returns(1, FleetSummary::offline)
        .returns(null, FleetSummary::silence);
  }

  @Test
  void aStoreThatIsAwayMakesNoGatewaySilent() {
    fleet.replace(List.of(machine("a/pump", NOW, 0.1)));

    fleet.judge(new Beats(Map.of(0, NOW), NOW + 1_000), NOW + 600_000);

    assertThat(fleet.summary().silence()).isNull();
  }

  @Test
  void theLagIsTheMedianOfTheOnlineMachinesWithTheSlowOnesCounted() {
    fleet.replace(
        List.of(
            lagging("a/pump", 100),
            lagging("b/pump", 300),
            lagging("c/pump", 9_000),
            machine("d/offline", NOW - 600_000, 0.1)));
    fleet.judge(Beats.NONE, NOW);

    FleetSummary.Lag lag = fleet.summary().lag();
    assertThat(lag.medianMs()).isEqualTo(300);
    assertThat(lag.worstMs()).isEqualTo(9_000);
    assertThat(lag.worst()).isEqualTo("c/pump");
    assertThat(lag.hops()).extracting(FleetSummary.HopLag::sick).containsExactly(0, 1, 0);
  }

  @Test
  void aConditionThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> FleetQuery.builder().condition("fine"))
        .isInstanceOf(BadParameter.class)
        .hasMessageContaining("anomalous, offline, unscored, normal");
  }

  private List<String> names(FleetQuery.Builder query) {
    FleetQuery asked = query.window(0, 10);
    return fleet.matching(asked.filter(), asked.sort()).stream()
        .map(member -> member.id().toString())
        .toList();
  }

  private static MachineState machine(String id, long at, double score) {
    return state(id, score, new Hops(at, at, at, at));
  }

  private static MachineState lagging(String id, long lagMs) {
    return state(id, 0.1, new Hops(NOW - lagMs, NOW - lagMs, NOW, NOW));
  }

  private static MachineState state(String id, double score, Hops hops) {
    boolean scored = !Double.isNaN(score);
    return new MachineState(
        MachineId.parse(id),
        0,
        List.of("temperature"),
        new MachineState.Counters(1, 1, scored ? 1 : 0, 0, 0, 0, 0, 0),
        hops.reading(),
        hops.reading(),
        100,
        1_000,
        scored ? "model:1" : "",
        score,
        score >= 0.5,
        new double[] {20},
        hops,
        new int[0]);
  }
}
