package fettle.drift;

import static fettle.drift.Finding.Outcome.NOTHING_LARGE;
import static fettle.drift.Finding.Outcome.SAME;
import static fettle.drift.Finding.Outcome.SHIFTED;
import static fettle.drift.Finding.Outcome.TOO_FEW_READINGS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalDriftTest {

  @Test
  void oneOddComparisonRaisesNothing() {
    assertThat(after(SAME, SHIFTED, SAME, SHIFTED)).isEqualTo(Verdict.STEADY);
  }

  @Test
  void twoInARowDoAlsoWithSmallOnesBetween() {
    assertThat(after(SAME, SHIFTED, NOTHING_LARGE, TOO_FEW_READINGS, SHIFTED))
        .isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void oneCalmComparisonEndsNoDrift() {
    assertThat(after(SHIFTED, SHIFTED, SAME)).isEqualTo(Verdict.DRIFTED);
    assertThat(after(SHIFTED, SHIFTED, SAME, SAME)).isEqualTo(Verdict.STEADY);
  }

  @Test
  void tooFewReadingsStandUntilSomethingIsSeen() {
    assertThat(after(TOO_FEW_READINGS, TOO_FEW_READINGS)).isEqualTo(Verdict.TOO_FEW_READINGS);
    assertThat(after(TOO_FEW_READINGS, NOTHING_LARGE)).isEqualTo(Verdict.STEADY);
  }

  private static Verdict after(Finding.Outcome... outcomes) {
    SignalDrift drift = SignalDrift.UNKNOWN;
    for (Finding.Outcome outcome : outcomes) {
      drift = drift.after(outcome, 2);
    }
    return drift.verdict();
  }
}
