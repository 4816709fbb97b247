package fettle.ops.train.compare;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.train.TrainingFixture;
import fettle.ops.train.compare.Verdict.Outcome;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.PcaLearner;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import fettle.recording.ReadOptions;
import fettle.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models as they are learned, compared through the graphs that devices run. */
class ComparisonTest {
  private static final HealthyPart EARLIER = new HealthyPart.Earlier(0.5);

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private TrainingFixture files;

  @BeforeEach
  void start() {
    files = new TrainingFixture(folder);
  }

  private Models models(int version, boolean perMachine, Set<String> exclude, Path... from) {
    Path out = folder.resolve("models-" + version);
    Written written =
        (Written)
            Training.run(
                new TrainRequest(
                    new PcaLearner(),
                    List.of(from),
                    "pump",
                    version,
                    out,
                    "*",
                    perMachine,
                    EARLIER,
                    20,
                    ReadOptions.DEFAULT.without(exclude)));
    assertThat(written.without()).isEmpty();
    return Models.in(out);
  }

  private Models models(int version, Path... from) {
    return models(version, false, Set.of(), from);
  }

  private Verdict compare(Models candidate, Models inUse, Path... newest) {
    return Comparison.of(
        candidate, inUse, new NewestData(List.of(newest), EARLIER, ReadOptions.DEFAULT), said::add);
  }

  @Test
  void labelsDecideWhereThereAreAny() throws Exception {
    Models inUse = models(1, files.recording("pump.csv", 1000, 1));
    Path labelled = files.write("pump.csv", withFaults(Recordings.later(4000, 2, 0.1)));

    Verdict verdict = compare(models(2, labelled), inUse, labelled);

    assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.measure()).isEqualTo("F1");
    assertThat(verdict.figuresInUse().falseAlarmRate()).isGreaterThan(0.9);
    assertThat(verdict.figures().f1()).isGreaterThan(0.8);
  }

  @Test
  void onlyRowsThatNeitherLearnedFromAreScored() throws Exception {
    Path recording = files.recording("pump.csv", 4000, 1);
    Models inUse = models(1, recording);

    Verdict same = compare(models(2, recording), inUse, recording);

    // of 4,000 rows half are learned from, 19 more only fill the first window, and blocks hold 100
    assertThat(same.rows()).isEqualTo(1900);
    assertThat(same.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(same.gain().value()).isZero();
  }

  @Test
  void aSignalThatNoLongerArrivesMakesTheModelInUseWorse() throws Exception {
    Models inUse = models(1, files.recording("pump.csv", 1000, 1));
    Path without = files.write("pump.csv", without(Recordings.later(3000, 2, 0), "current"));

    Verdict verdict = compare(models(2, without), inUse, without);

    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.sentence()).contains("(they lack current)");
    assertThat(verdict.notes())
        .containsExactly("signals that pump:1 wants, and that no longer arrive: current");
  }

  @Test
  void aSignalThatIsNoLongerWatchedIsNamed() throws Exception {
    Models inUse = models(1, files.recording("pump.csv", 1000, 1));
    Path moved = files.write("pump.csv", Recordings.later(4000, 2, 0.3));

    Verdict verdict = compare(models(2, false, Set.of("vibration"), moved), inUse, moved);

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(verdict.sentence()).contains("it does not watch vibration");
  }

  @Test
  void eachMachineIsScoredByItsOwnModel() throws Exception {
    Path a = files.recording("a.csv", 1000, 1);
    Path b = files.recording("b.csv", 1000, 2);
    Models inUse = models(1, true, Set.of(), a, b);
    Path movedA = files.write("a.csv", Recordings.later(3000, 3, 0.3));
    Path sameB = files.write("b.csv", Recordings.later(3000, 4, 0));

    Verdict both = compare(models(2, true, Set.of(), movedA, sameB), inUse, movedA, sameB);
    Verdict one = compare(models(3, true, Set.of(), movedA), inUse, movedA);

    assertThat(both.outcome()).as(both.sentence()).isEqualTo(Outcome.BETTER);
    assertThat(both.figuresInUse().alarmRate()).isBetween(0.45, 0.6);
    assertThat(both.candidate()).isEqualTo("pump-a:2 and 1 more");
    assertThat(one.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(one.sentence()).contains("has no model for b");
  }

  @Test
  void modelsForReadingsOfOtherSpacingAreNotCompared() throws Exception {
    Models inUse = models(1, files.recording("pump.csv", 1000, 1));
    Recording slow = Recordings.later(3000, 2, 0);
    for (int row = 0; row < slow.rows(); row++) {
      slow.times()[row] += 9_000L * row;
    }
    Path file = files.write("pump.csv", slow);

    Verdict verdict = compare(models(2, file), inUse, file);

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.sentence())
        .isEqualTo(
            "pump:2 is for readings every 10000 ms and pump:1 for readings every 1000 ms: no rows"
                + " suit both");
  }

  private static Recording withFaults(Recording recording) {
    boolean[] labels = new boolean[recording.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row / 100 % 5 == 4;
      recording.values()[0][row] += labels[row] ? 30 : 0;
    }
    return new Recording(
        recording.file(), recording.signals(), recording.times(), recording.values(), labels);
  }

  private static Recording without(Recording recording, String signal) throws IOException {
    int left = recording.signals().indexOf(signal);
    List<String> signals = new ArrayList<>(recording.signals());
    signals.remove(left);
    List<double[]> values = new ArrayList<>(Arrays.asList(recording.values()));
    values.remove(left);
    return new Recording(
        recording.file(), signals, recording.times(), values.toArray(double[][]::new), null);
  }
}
