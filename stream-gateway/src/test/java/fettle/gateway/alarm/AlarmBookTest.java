package fettle.gateway.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fettle.telemetry.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmBookTest {
  private static final long SECOND = 1_000;
  private static final long START = Machine.START;

  private final Machine machine = new Machine(AlarmRules.DEFAULT, SECOND);

  @Test
  void anEpisodeIsOneAlarmFromItsFirstAnomalousReadingToItsLast() {
    machine.scores(0.1, 100).scores(0.9, 30).scores(0.1, 30);
    assertThat(machine.open.isOpen()).isTrue();

    machine.scores(0.1, 40);

    assertThat(machine.open).isNull();
    Alarm alarm = machine.past.get("edge-01~pump-01~" + (START + 100 * SECOND));
    assertThat(alarm.first()).isEqualTo(START + 100 * SECOND);
    assertThat(alarm.raised()).isEqualTo(START + 110 * SECOND);
    assertThat(alarm.last()).isEqualTo(START + 129 * SECOND);
    assertThat(alarm.cleared()).isEqualTo(START + 190 * SECOND);
    assertThat(alarm.peak()).isEqualTo(0.9);
    assertThat(alarm.model()).isEqualTo("pump:3");
    assertThat(machine.raised).isEqualTo(1);
  }

  @Test
  void theSignalsThatContributedMostAreNamedWithTheirShares() {
    machine.scores(0.9, 30);

    assertThat(machine.open.shares())
        .extracting(Alarm.Share::signal)
        .containsExactly("vibration", "temperature", "flow");
    assertThat(machine.open.shares().getFirst().share()).isEqualTo(0.6, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 100, 1_000, 10_000, 600_000})
  void theSameRulesHoldForAHundredReadingsASecondAndForOneInTenMinutes(long intervalMs) {
    Machine each = new Machine(AlarmRules.DEFAULT, intervalMs);
    int tenSlots = (int) Math.max(10, 20_000 / intervalMs);
    int longEnough = (int) Math.max(6, 70_000 / intervalMs);

    each.scores(0.1, tenSlots).scores(0.9, tenSlots);

    assertThat(each.open).isNotNull();
    assertThat(each.open.first()).isEqualTo(START + tenSlots * intervalMs);
    each.scores(0.1, longEnough);
    assertThat(each.open).isNull();
    assertThat(each.past).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 1_000, 600_000})
  void aFewAnomalousReadingsAreNoAlarm(long intervalMs) {
    Machine each = new Machine(AlarmRules.DEFAULT, intervalMs);

    for (int i = 0; i < 200; i++) {
      each.scores(0.1, 4).scores(0.9, 1);
    }

    assertThat(each.raised).isZero();
  }

  @Test
  void aBurstShorterThanTheMinimumDurationIsNoAlarm() {
    machine.scores(0.1, 20).scores(0.9, 9).scores(0.1, 100);

    assertThat(machine.raised).isZero();
  }

  @Test
  void aScoreBetweenTheClearLevelAndTheThresholdKeepsAnAlarmOpen() {
    machine.scores(0.9, 30);
    for (int i = 0; i < 20; i++) {
      machine.scores(0.1, 50).scores(0.45, 1);
    }
    assertThat(machine.open.last()).isEqualTo(START + 29 * SECOND);

    machine.scores(0.1, 61);

    assertThat(machine.open).isNull();
    assertThat(machine.raised).isEqualTo(1);
  }

  @Test
  void whatWasBeforeALongSilenceDoesNotCount() {
    machine.scores(0.9, 5).silentFor(AlarmRules.DEFAULT.pauseMs() + 1).scores(0.9, 1);
    assertThat(machine.raised).isZero();

    machine.scores(0.9, 10);

    assertThat(machine.open.first()).isGreaterThan(START + AlarmRules.DEFAULT.pauseMs());
  }

  @Test
  void aSilentMachineKeepsItsAlarmUntilItIsForgotten() {
    machine.scores(0.9, 30).silentFor(10 * AlarmRules.DEFAULT.pauseMs()).scores(0.1, 1);
    assertThat(machine.open).isNotNull();
    machine.takenOver();

    machine.forgotten(START + 999_000_000);

    assertThat(machine.open).isNull();
    assertThat(machine.past.values())
        .singleElement()
        .extracting(Alarm::cleared)
        .isEqualTo(START + 999_000_000);
  }

  @Test
  void readingsThatAreNotScoredSayNothing() {
    machine.scores(0.9, 30).scores(Double.NaN, 200);

    assertThat(machine.open).isNotNull();
    assertThat(machine.open.last()).isEqualTo(START + 29 * SECOND);
  }

  @Test
  void lateReadingsDecideNothingAndAreCounted() {
    machine.scores(0.9, 30).scores(0.1, 100);
    Alarm before = machine.past.values().iterator().next();

    machine.batch(new long[] {START + 60_000, START + 70_000}, new double[] {0.99, 0.99});

    assertThat(machine.past.values()).containsExactly(before);
    assertThat(machine.open).isNull();
    assertThat(machine.late).isEqualTo(2);
  }

  @Test
  void ofClearedAlarmsTheOldestGoFirst() {
    AlarmRules keepingTwo = new AlarmRules(1_000, 3, 5, 10_000, 0.4, 5, 60_000, 3_600_000, 2);
    Machine kept = new Machine(keepingTwo, SECOND);
    for (int episode = 0; episode < 4; episode++) {
      kept.scores(0.9, 30).scores(0.1, 70).takenOver();
    }

    assertThat(kept.past.values())
        .extracting(Alarm::first)
        .containsExactly(START + 200 * SECOND, START + 300 * SECOND);
    assertThat(kept.dropped).hasSize(2);
  }

  @Test
  void anAlarmThatDidNotChangeIsNotWrittenAgain() {
    machine.scores(0.9, 30);
    machine.open = null; // what is written from here on

    machine.scores(0.1, 10);

    assertThat(machine.open).isNull();
  }

  @Test
  void rulesThatContradictEachOtherAreNamed() {
    assertThatThrownBy(() -> new AlarmRules(1_000, 6, 5, 0, 0.4, 5, 0, 3_600_000, 10))
        .hasMessage("gateway.alarm.anomalous=6 must be from 1 to gateway.alarm.of=5");
    assertThatThrownBy(() -> Watch.decode(new byte[] {9})).hasMessage("watch of unknown version 9");
    assertThatThrownBy(() -> Watch.decode(new byte[] {1, 3}))
        .hasMessage("a packed watch is cut short");
  }
}
