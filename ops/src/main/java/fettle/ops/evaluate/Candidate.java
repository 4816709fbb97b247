package fettle.ops.evaluate;

import fettle.ops.Failure;
import fettle.ops.evaluate.Judgement.Verdict;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.ops.train.reference.Trainer;
import fettle.ops.train.reference.WindowedRecording;
import fettle.recording.Recording;
import java.util.List;

/**
 * A way of learning that is judged.
 *
 * @param window readings in a window
 */
record Candidate(Learner learner, int window) {

  String name() {
    return learner.name();
  }

  /**
   * Learns from the first rows of a recording, whatever their labels.
   *
   * @throws Failure when there is nothing to be learned
   */
  Trained learn(Recording recording, int rows) {
    Trainer trainer = new Trainer(learner, "evaluated", 1, window, new HealthyPart.Rows(rows));
    return switch (trainer.train(List.of(recording))) {
      case Trained trained -> trained;
      case Refused refused -> throw new Failure(refused.problem());
    };
  }

  /** What a model says at each row from {@code first} on; those before are unscored. */
  static Verdict[] verdicts(Trained trained, Recording recording, int first) {
    WindowedRecording windows = WindowedRecording.of(recording, trained.spec(), null);
    Verdict[] verdicts = new Verdict[recording.rows()];
    for (int row = 0; row < verdicts.length; row++) {
      if (row < first || !windows.full(row)) {
        verdicts[row] = Verdict.UNSCORED;
      } else {
        double score = trained.model().score(windows.window(row)).score();
        verdicts[row] = score >= trained.model().threshold() ? Verdict.ANOMALOUS : Verdict.HEALTHY;
      }
    }
    return verdicts;
  }
}
