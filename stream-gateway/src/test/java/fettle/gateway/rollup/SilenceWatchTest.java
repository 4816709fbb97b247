package fettle.gateway.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.rollup.SilenceWatch.Found;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.store.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private static final RollupRules RULES =
      new RollupRules(
          List.of(new Tier(1_000, 3_600_000)), 300_000, 5_000, 16, 8, 64, DriftRules.DEFAULT);
  private static final AlarmRules ALARMS = AlarmRules.DEFAULT;
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");
  private static final long NOW = 1_763_900_000_000L;
  private static final long SECOND = 1_000;

  /** Three intervals of ten seconds, and half a minute. */
  private static final long FORGIVEN = 60 * SECOND;

  private final Map<MachineId, Heard> heard = new HashMap<>();
  private final List<Alarm> raised = new ArrayList<>();
  private final List<Alarm> cleared = new ArrayList<>();
  private final Map<String, Alarm> open = new HashMap<>();
  private PartitionMemory memory = takenOver();

  private PartitionMemory takenOver() {
    PartitionMemory fresh = new PartitionMemory(0, RULES, 0, Map.of(), 1 << 20);
    fresh.alarms().load(open.values(), cleared.stream().map(Alarm::id).toList());
    fresh.noteHeard(heard);
    return fresh;
  }

  private void hears(MachineId machine, long at) {
    heard.put(machine, new Heard(at, at, 10 * SECOND));
    memory.noteHeard(heard);
  }

  /** One look at a stream that answers and has been read. */
  private Found look(long now) {
    memory.silence().caughtUp(now);
    Found found = memory.silence().look(memory, ALARMS.offline(), now);
    boolean outage = ALARMS.offline().isOutage(found.silent().size(), found.machines());
    Step step = SilenceWatch.step(memory, ALARMS, found, outage, 17, now);
    assertThat(step.nextOffset()).isEqualTo(17);
    raised.addAll(step.alarms().raised());
    cleared.addAll(step.alarms().cleared());
    open.keySet().removeAll(step.alarms().closed());
    open.putAll(step.alarms().open());
    return found;
  }

  @Test
  void aMachineSilentForLongerThanItsOwnCadenceExplainsIsOneAlarmUntilItIsBack() {
    hears(PUMP, NOW);
    look(NOW);
    look(NOW + FORGIVEN);
    assertThat(raised).isEmpty();

    for (int second = 1; second < 100; second++) {
      look(NOW + FORGIVEN + second * SECOND);
    }

    assertThat(raised).singleElement().extracting(Alarm::first).isEqualTo(NOW);
    assertThat(raised.getFirst().kind()).isEqualTo(Alarm.Kind.OFFLINE);
    hears(PUMP, NOW + 300 * SECOND);
    look(NOW + 300 * SECOND);
    look(NOW + 329 * SECOND);
    assertThat(cleared).isEmpty();
    look(NOW + 330 * SECOND);
    assertThat(cleared).hasSize(1);
  }

  @Test
  void aMachineThatComesAndGoesHasOneAlarm() {
    hears(PUMP, NOW);
    look(NOW);
    look(NOW + 70 * SECOND);
    for (int times = 1; times < 20; times++) {
      long back = NOW + times * 100L * SECOND;
      hears(PUMP, back);
      look(back);
      look(back + 20 * SECOND);
      look(back + 61 * SECOND);
      look(back + 90 * SECOND);
    }

    assertThat(raised).hasSize(1);
    assertThat(open).hasSize(1);
  }

  @Test
  void silenceIsCountedFromWhenTheGatewayWasWatching() {
    hears(PUMP, NOW - 3_600 * SECOND);

    look(NOW);
    look(NOW + FORGIVEN);
    memory.silence().fellBehind();
    memory.silence().look(memory, ALARMS.offline(), NOW + 2 * FORGIVEN);
    look(NOW + 2 * FORGIVEN + SECOND);
    look(NOW + 3 * FORGIVEN);
    assertThat(raised).isEmpty();

    look(NOW + 3 * FORGIVEN + 2 * SECOND);
    assertThat(raised).hasSize(1);
  }

  @Test
  void aTakeOverInAnEpisodeNeitherRaisesItAgainNorClearsIt() {
    hears(PUMP, NOW);
    look(NOW);
    look(NOW + 70 * SECOND);
    hears(PUMP, NOW + 80 * SECOND);
    look(NOW + 80 * SECOND);

    memory = takenOver();
    for (int second = 150; second < 400; second++) {
      look(NOW + second * SECOND);
    }

    assertThat(raised).hasSize(1);
    assertThat(cleared).isEmpty();
  }

  @Test
  void machinesThatFallSilentTogetherAreAnOutageAndRaiseNothing() {
    for (int i = 0; i < 1_000; i++) {
      heard.put(new MachineId("edge", "m-" + i), new Heard(NOW, NOW, SECOND));
    }
    memory = takenOver();
    look(NOW);

    Found found = look(NOW + 3_600 * SECOND);

    assertThat(found.silent()).hasSize(1_000);
    assertThat(raised).isEmpty();
    for (int i = 0; i < 700; i++) {
      long back = NOW + 3_600 * SECOND;
      heard.put(new MachineId("edge", "m-" + i), new Heard(back, back, SECOND));
    }
    memory.noteHeard(heard);
    look(NOW + 3_601 * SECOND);
    assertThat(raised).hasSize(300);
  }

  @Test
  void afterAnOutageAMachinesCadenceIsNotThatOfWhatItHadKept() {
    assertThat(Heard.cadence(5, 60_000)).isEqualTo(60_000);
    assertThat(Heard.cadence(60_000, 5)).isEqualTo(60_000);
    assertThat(Heard.cadence(Double.NaN, 5)).isEqualTo(5);
    assertThat(Heard.cadence(5, Double.NaN)).isEqualTo(5);
  }
}
