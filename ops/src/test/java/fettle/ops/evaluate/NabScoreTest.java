package fettle.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fettle.ops.evaluate.Judgement.Verdict;
import fettle.ops.evaluate.NabScore.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By the benchmark's paper: its scoring function, and its standard profile 1, −1 and −0.11. */
class NabScoreTest {
  private static final List<Window> WINDOWS = List.of(new Window(100, 199), new Window(400, 499));

  @Test
  void silenceIsZero() {
    assertThat(score()).isZero();
  }

  @Test
  void everyWindowFoundAtItsFirstRowIsAHundred() {
    assertThat(score(100, 400)).isCloseTo(100, within(1e-9));
  }

  @Test
  void onlyTheEarliestAlarmInAWindowCounts() {
    assertThat(score(100, 150, 199, 400)).isCloseTo(100, within(1e-9));
  }

  @Test
  void halfwayIntoAWindowEarnsWhatTheSigmoidGives() {
    // 2·sigmoid(2.5) − 1 = 0.84828, against 0.98661 at the window's left edge
    double half = 0.84828 / 0.98661;

    // row 150 of 100 to 199 is half a window before the row behind it
    assertThat(score(150)).isCloseTo(100 * (half + 1) / 4, within(1e-3));
  }

  @Test
  void alarmBeforeAnyWindowCostsElevenHundredths() {
    assertThat(score(50, 100, 400)).isCloseTo(100 * (4 - 0.11) / 4, within(1e-9));
  }

  @Test
  void alarmShortlyBehindAWindowCostsLess() {
    double shortly = score(201, 100, 400);
    double later = score(299, 100, 400);

    // 99 rows are one width: 2·sigmoid(−5) − 1 = −0.98661
    assertThat(later).isCloseTo(100 * (4 - 0.11 * 0.98661) / 4, within(0.02));
    assertThat(shortly).isBetween(later, 100.0);
  }

  @Test
  void rowsBeforeTheJudgedOnesDoNotCount() {
    Verdict[] verdicts = verdicts(20, 100, 400);

    assertThat(NabScore.of(WINDOWS, verdicts, 30)).isCloseTo(100, within(1e-9));
  }

  private static double score(int... alarms) {
    return NabScore.of(WINDOWS, verdicts(alarms), 0);
  }

  private static Verdict[] verdicts(int... alarms) {
    Verdict[] verdicts = new Verdict[600];
    Arrays.fill(verdicts, Verdict.HEALTHY);
    for (int alarm : alarms) {
      verdicts[alarm] = Verdict.ANOMALOUS;
    }
    return verdicts;
  }
}
