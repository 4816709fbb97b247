package fettle.gateway.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SenseTest {
  private static final long START = Sensed.START;
  private static final int SECOND = 1_000;

  private final Sensed machine = new Sensed(AlarmRules.DEFAULT);

  @Test
  void aSignalThatStaysTheSameFarLongerThanItUsedToIsFlatLinedUntilItMoves() {
    machine.seconds(100, null, null).seconds(600, 7.5, null);
    assertThat(machine.raised).isEmpty();

    machine.seconds(1, 7.5, null);

    Alarm alarm = machine.open(Kind.FLATLINE);
    assertThat(alarm.first()).isEqualTo(START + 100 * SECOND);
    assertThat(alarm.raised()).isEqualTo(START + 700 * SECOND);
    assertThat(alarm.severity()).isEqualTo(Severity.INFO);
    assertThat(alarm.findings())
        .containsExactly(new Finding("flow", 7.5, Double.NaN, Double.NaN, START + 100 * SECOND));
    machine.seconds(1, null, null);
    assertThat(machine.open).isEmpty();
    assertThat(machine.cleared).extracting(Alarm::id).containsExactly(alarm.id());
  }

  @Test
  void aSignalThatIsConstantByNatureIsNoFlatLine() {
    machine.seconds(20_000, 7.5, null);
    machine.seconds(1, 8.0, null).seconds(20_000, 8.5, null);

    assertThat(machine.raised).isEmpty();
  }

  @Test
  void aSignalThatSeldomChangesIsJudgedByItsOwnHabit() {
    for (int i = 0; i < 70; i++) {
      machine.seconds(300, 7.0 + i, null);
    }
    machine.seconds(2_990, 99.0, null);
    assertThat(machine.raised).isEmpty();

    machine.seconds(20, 99.0, null);

    assertThat(machine.raised).hasSize(1);
  }

  @Test
  void aMachineThatStandsStillEveryNightIsToldOfAFewTimesAndThenNoMore() {
    int dayAndNight = 0;
    for (int night = 0; night < 10; night++) {
      machine.seconds(500, null, null).seconds(36_000, 0.0, 0.0);
      dayAndNight++;
    }

    assertThat(dayAndNight).isEqualTo(10);
    assertThat(machine.raised).hasSizeBetween(1, 3);
  }

  @Test
  void aSensorThatWasDeadForDaysDoesNotMakeTheNextSuchDaysUsual() {
    machine.seconds(100, null, null).seconds(259_200, 7.5, null).seconds(100, null, null);

    machine.seconds(6_100, 3.5, null);

    assertThat(machine.raised).hasSize(2);
  }

  @Test
  void silenceIsNoFlatLineAndAMachineThatSendsSeldomNeedsSeveralReadings() {
    machine.seconds(100, null, null).seconds(5, 7.5, null);
    machine.next(3_000_000).seconds(5, 7.5, null);
    assertThat(machine.raised).isEmpty();
    machine.next(3_700_000).seconds(300, 7.5, null);

    assertThat(machine.raised).isEmpty();
  }

  @Test
  void aSignalOutOfItsLimitsForLongEnoughIsAnAlarmUntilItIsWithinThemForLongEnough() {
    machine.limited(Double.NaN, 80).seconds(10, null, null).seconds(5, null, 90.0);
    machine.seconds(5, null, null).seconds(11, null, 90.0);
    assertThat(machine.raised).isEmpty();

    machine.seconds(1, null, 95.5);

    Alarm alarm = machine.open(Kind.LIMIT);
    assertThat(alarm.first()).isEqualTo(START + 20 * SECOND);
    assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
    machine.seconds(1, null, 91.0);
    assertThat(machine.open(Kind.LIMIT).findings())
        .containsExactly(new Finding("temperature", 95.5, Double.NaN, 80, alarm.first()));
    machine.seconds(50, null, null).seconds(1, null, 90.0).seconds(60, null, null);
    assertThat(machine.cleared).isEmpty();
    machine.seconds(2, null, null);
    assertThat(machine.cleared).hasSize(1);
    assertThat(machine.raised).hasSize(1);
  }

  @Test
  void limitsThatAreTakenAwayEndTheAlarm() {
    machine.limited(30, 80).seconds(30, null, null);
    assertThat(machine.open(Kind.LIMIT).findings().getFirst().low()).isEqualTo(30);

    machine.limited(Double.NaN, Double.NaN).seconds(70, null, null);

    assertThat(machine.open).isEmpty();
  }

  @Test
  void aSignalThatIsMissingSaysNothing() {
    machine.limited(30, 80).seconds(100, null, 50.0);
    for (int i = 0; i < 2_000; i++) {
      machine.flowAlone(20 + i % 5).next(SECOND);
    }

    assertThat(machine.raised).isEmpty();
  }

  @Test
  void aHealthyMachinesWatchIsWrittenOnlyWhileItIsGettingToKnowIt() {
    for (int i = 0; i < 1_000; i++) {
      double[] moving = {20 + i % 5, 25 + i % 3};
      machine.readings(moving, moving).next(SECOND);
    }

    assertThat(machine.writes).isLessThanOrEqualTo(AlarmRules.DEFAULT.senses().flatChanges() + 1);
    assertThat(machine.watch().length).isLessThan(20);
  }

  @Test
  void ofASecondThatIsBeyondBothLimitsTheFarthestValueCountsInWhateverOrderItComes() {
    double[] flow = {20, 20};
    machine.limited(18, 24).readings(flow, new double[] {25, 16}).next(SECOND);
    Sensed one = new Sensed(AlarmRules.DEFAULT).limited(18, 24).reading(20, 25).reading(20, 16);
    Sensed other = new Sensed(AlarmRules.DEFAULT).limited(18, 24).reading(20, 16).reading(20, 25);

    assertThat(one.watch()).isEqualTo(machine.watch());
    assertThat(other.watch()).isEqualTo(machine.watch());
  }

  @Property(tries = 150)
  void howReadingsAreCutIntoBatchesAndHowOftenTheGatewayIsKilledChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int killEvery) {
    AlarmRules quick =
        new AlarmRules(
            1_000,
            3,
            5,
            10_000,
            0.4,
            5,
            60_000,
            3_600_000,
            1_000,
            new SenseRules(20_000, 2, 5, 5, 3_000, 5_000, 60_000),
            OfflineRules.DEFAULT,
            AlarmRules.SEVERITIES);
    Sensed whole = new Sensed(quick).limited(18, 24);
    Sensed cut = new Sensed(quick).limited(18, 24);
    SplittableRandom random = new SplittableRandom(seed);
    double flow = 20;
    double temperature = 20;
    for (int second = 0; second < 600; second++) {
      int readings = 1 + random.nextInt(3);
      double[] flows = new double[readings];
      double[] temperatures = new double[readings];
      for (int i = 0; i < readings; i++) {
        flow = random.nextInt(40) == 0 ? 20 + random.nextInt(3) : flow;
        temperature = random.nextInt(12) == 0 ? 16 + random.nextInt(10) : temperature;
        flows[i] = flow;
        temperatures[i] = temperature;
      }
      whole.readings(flows, temperatures);
      for (int i = 0; i < readings; i++) {
        cut.reading(flows[i], temperatures[i]);
      }
      if (second % killEvery == 0) {
        cut.takenOver();
      }
      long pause = random.nextInt(100) == 0 ? 70 * SECOND : SECOND;
      whole.next(pause);
      cut.next(pause);
    }

    assertThat(cut.raised).extracting(Alarm::id).isEqualTo(ids(whole.raised));
    assertThat(cut.cleared).extracting(Alarm::id).isEqualTo(ids(whole.cleared));
    assertThat(cut.cleared)
        .extracting(Alarm::cleared)
        .isEqualTo(whole.cleared.stream().map(Alarm::cleared).toList());
    assertThat(cut.watch()).isEqualTo(whole.watch());
  }

  private static List<String> ids(List<Alarm> alarms) {
    return alarms.stream().map(Alarm::id).toList();
  }

  @Test
  void bytesThatAreNoWatchAreNamed() {
    assertThatThrownBy(() -> SignalWatch.decode(new byte[] {9}))
        .hasMessage("signals' watch of unknown version 9");
    assertThatThrownBy(() -> SignalWatch.decode(new byte[] {1, 3, 0}))
        .hasMessage("a packed watch of signals is cut short");
  }
}
