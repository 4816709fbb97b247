package fettle.gateway.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.alarm.Alarm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever a machine's scores do. */
class AlarmPropertiesTest {
  private static final int READINGS = 2_000;

  /** Healthy and sick stretches, with noise around both. */
  private static double[] restless(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[READINGS];
    double level = 0.1;
    for (int i = 0; i < scores.length; i++) {
      if (random.nextInt(40) == 0) {
        level = random.nextDouble();
      }
      double score = level + 0.3 * (random.nextDouble() - 0.5);
      scores[i] = Math.clamp(random.nextInt(50) == 0 ? Double.NaN : score, 0, 1);
    }
    return scores;
  }

  private static List<Alarm> alarms(Machine machine) {
    List<Alarm> all = new ArrayList<>(machine.past.values());
    if (machine.open != null) {
      all.add(machine.open);
    }
    return all;
  }

  @Property(tries = 200)
  void alarmsOfAMachineFollowEachOtherAndEachIsOfItsMinimumDuration(@ForAll long seed) {
    Machine machine = new Machine(AlarmRules.DEFAULT, 1_000).scores(restless(seed));

    List<Alarm> all = alarms(machine);
    assertThat(machine.raised).isEqualTo(all.size());
    for (int i = 0; i < all.size(); i++) {
      Alarm alarm = all.get(i);
      assertThat(alarm.raised() - alarm.first())
          .isGreaterThanOrEqualTo(AlarmRules.DEFAULT.raiseAfterMs());
      assertThat(alarm.peak()).isBetween(0.5, 1.0);
      if (i > 0) {
        assertThat(alarm.first()).isGreaterThan(all.get(i - 1).cleared());
      }
      if (!alarm.isOpen()) {
        assertThat(alarm.cleared() - alarm.last())
            .isGreaterThanOrEqualTo(AlarmRules.DEFAULT.clearAfterMs());
      }
    }
  }

  @Property(tries = 200)
  void howReadingsAreCutIntoBatchesAndHowOftenTheGatewayIsKilledChangesNothing(
      @ForAll long seed,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 90) Integer> cuts) {
    double[] scores = restless(seed);
    Machine whole = new Machine(AlarmRules.DEFAULT, 250).scores(scores);

    Machine cut = new Machine(AlarmRules.DEFAULT, 250);
    int from = 0;
    for (int i = 0; from < scores.length; i++) {
      int to = Math.min(scores.length, from + cuts.get(i % cuts.size()));
      cut.scores(Arrays.copyOfRange(scores, from, to)).takenOver();
      from = to;
    }

    assertThat(alarms(cut)).isEqualTo(alarms(whole));
    assertThat(cut.watch()).isEqualTo(whole.watch());
  }

  @Property(tries = 100)
  void aScoreThatWaversAroundTheThresholdNeverRaisesASecondAlarm(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.09) double wavering) {
    SplittableRandom random = new SplittableRandom(seed);
    Machine machine = new Machine(AlarmRules.DEFAULT, 1_000).scores(0.1, 60);

    for (int i = 0; i < READINGS; i++) {
      machine.scores(0.5 + wavering * (2 * random.nextDouble() - 1));
    }

    assertThat(machine.raised).isLessThanOrEqualTo(1);
  }

  @Property(tries = 100)
  void whateverComesLateTheAlarmsAreThoseOfTheReadingsInTime(@ForAll long seed) {
    double[] scores = restless(seed);
    Machine inTime = new Machine(AlarmRules.DEFAULT, 1_000).scores(scores);
    SplittableRandom random = new SplittableRandom(seed);

    Machine disturbed = new Machine(AlarmRules.DEFAULT, 1_000);
    for (double score : scores) {
      disturbed.scores(score);
      if (!Double.isNaN(score) && random.nextInt(5) == 0) {
        long late = disturbed.time - 1_001 - random.nextInt(100_000);
        disturbed.batch(new long[] {late}, new double[] {random.nextDouble()});
      }
    }

    assertThat(alarms(disturbed)).isEqualTo(alarms(inTime));
  }
}
