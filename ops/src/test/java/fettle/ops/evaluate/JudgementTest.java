package fettle.ops.evaluate;

import static fettle.ops.evaluate.Judgement.Verdict.ANOMALOUS;
import static fettle.ops.evaluate.Judgement.Verdict.HEALTHY;
import static fettle.ops.evaluate.Judgement.Verdict.UNSCORED;
import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.evaluate.Judgement.Detection;
import fettle.ops.evaluate.Judgement.Verdict;
import fettle.ops.train.reference.Evaluation;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final long[] TIMES = {0, 1000, 2000, 4000, 5000, 6000, 7000, 8000};

  @Test
  void rowsAreCountedAndUnscoredOnesAreNotAnomalous() {
    boolean[] labels = {true, false, true, true, false, false, true, false};
    Verdict[] verdicts = {
      ANOMALOUS, ANOMALOUS, UNSCORED, ANOMALOUS, HEALTHY, ANOMALOUS, HEALTHY, UNSCORED
    };

    Judgement judgement = Judgement.of(TIMES, labels, verdicts, 1);

    assertThat(judgement.counts()).isEqualTo(new Evaluation(1, 2, 2, 2));
    assertThat(judgement.unscored()).isEqualTo(2);
  }

  @Test
  void delayRunsFromAStretchsBeginToTheFirstAlarmInIt() {
    boolean[] labels = {false, true, true, true, false, false, true, true};
    Verdict[] verdicts = {
      ANOMALOUS, HEALTHY, HEALTHY, ANOMALOUS, ANOMALOUS, ANOMALOUS, HEALTHY, HEALTHY
    };

    Judgement judgement = Judgement.of(TIMES, labels, verdicts, 0);

    assertThat(judgement.detections())
        .containsExactly(
            new Detection(1000, OptionalLong.of(3000)), new Detection(7000, OptionalLong.empty()));
    assertThat(judgement.undetected()).isEqualTo(1);
    assertThat(judgement.medianDelay()).isEqualTo(3);
  }

  @Test
  void countsOfFilesAreAddedBeforeRatesAreTaken() {
    Judgement one = new Judgement(new Evaluation(8, 0, 2, 10), List.of(), 3);
    Judgement other = new Judgement(new Evaluation(0, 2, 0, 18), List.of(), 0);

    Judgement pooled = Judgement.pooled(List.of(one, other));

    assertThat(pooled.counts().f1()).isEqualTo(16.0 / 20);
    assertThat(pooled.counts().falseAlarmRate()).isEqualTo(2.0 / 30);
    assertThat(pooled.counts().missedAlarmRate()).isEqualTo(0.2);
    assertThat(pooled.unscored()).isEqualTo(3);
  }
}
