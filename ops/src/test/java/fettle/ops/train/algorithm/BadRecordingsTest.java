package fettle.ops.train.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.TrainOutcome;
import fettle.ops.train.reference.TrainOutcome.Failed;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import fettle.recording.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the trainer: a sentence and no model rather than a bad one. */
class BadRecordingsTest {
  private static final int ROWS = 1200;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void signalsThatNeverMove(Algorithm algorithm) throws IOException {
    assertThat(refused(algorithm, row -> "3.5,7"))
        .contains("bad.csv: no signal ever changes; there is nothing to learn");
  }

  @ParameterizedTest
  @EnumSource
  void columnWithoutAnyValueIsLeftOutWithANotice(Algorithm algorithm) throws IOException {
    Written written = (Written) train(algorithm, row -> noise(row) + ",", 1000);

    assertThat(written.models().get(0).trained().spec().signals()).containsExactly("pressure");
    assertThat(written.models().get(0).trained().notices())
        .anyMatch(notice -> notice.contains("column 'flow' has no value in any row"));
  }

  @ParameterizedTest
  @EnumSource
  void columnThatIsMostlyInfinite(Algorithm algorithm) throws IOException {
    assertThat(refused(algorithm, row -> noise(row) + (row % 3 == 0 ? ",1" : ",1e999")))
        .contains("column 'flow' has no value in 800 of 1200 rows")
        .contains("--exclude");
  }

  @ParameterizedTest
  @EnumSource
  void columnOfInfinitiesIsLeftOutWithANotice(Algorithm algorithm) throws IOException {
    Written written = (Written) train(algorithm, row -> noise(row) + ",-Infinity", 1000);

    assertThat(written.models().get(0).trained().notices())
        .anyMatch(notice -> notice.contains("column 'flow' holds no finite number"));
  }

  @ParameterizedTest
  @EnumSource
  void valuesBeyondWhatDevicesComputeWith(Algorithm algorithm) throws IOException {
    assertThat(refused(algorithm, row -> noise(row) + (row == 700 ? ",1e300" : "," + noise(row))))
        .contains("bad.csv: column 'flow' holds 1.0E300, and models compute with values up to")
        .contains("--exclude");
  }

  @ParameterizedTest
  @EnumSource
  void fewCellsThatAreNoNumbersAreBridged(Algorithm algorithm) throws IOException {
    TrainOutcome outcome =
        train(
            algorithm,
            row -> noise(row) + "," + (row % 50 == 7 ? "NaN" : row % 50 == 9 ? "-inf" : noise(row)),
            1000);

    assertThat(outcome).isInstanceOf(Written.class);
    assertThat(((Written) outcome).models().get(0).trained().metadata().toString())
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @ParameterizedTest
  @EnumSource
  void clockThatJumpsBackAndForth(Algorithm algorithm) throws IOException {
    assertThat(refused(algorithm, row -> noise(row) + "," + noise(row), -1))
        .contains("bad.csv: 0 full windows of 20 readings")
        .contains("(no window spans the 599 steps back of its clock)")
        .contains("--window");
  }

  @ParameterizedTest
  @EnumSource
  void clockThatStandsStill(Algorithm algorithm) throws IOException {
    assertThat(refused(algorithm, row -> noise(row) + "," + noise(row), 0))
        .contains("bad.csv: its rows have one and the same time");
  }

  private String refused(Algorithm algorithm, IntFunction<String> cells) throws IOException {
    return refused(algorithm, cells, 1000);
  }

  private String refused(Algorithm algorithm, IntFunction<String> cells, int stepMs)
      throws IOException {
    TrainOutcome outcome = train(algorithm, cells, stepMs);

    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(folder.resolve("models")).doesNotExist();
    String problem = ((Failed) outcome).problem();
    assertThat(problem).doesNotContain("Exception").doesNotContain("\n");
    return problem;
  }

  /**
   * @param stepMs between rows; negative: a minute forth and a minute back
   */
  private TrainOutcome train(Algorithm algorithm, IntFunction<String> cells, int stepMs)
      throws IOException {
    StringBuilder text = new StringBuilder("time,pressure,flow,anomaly\n");
    for (int row = 0; row < ROWS; row++) {
      long time =
          1_700_000_000_000L + (stepMs < 0 ? row * 1000L + row % 2 * 60_000L : (long) row * stepMs);
      text.append(time).append(',').append(cells.apply(row));
      text.append(row / 100 % 2 == 0 ? ",0\n" : ",1\n");
    }
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    return Training.run(
        new TrainRequest(
            algorithm.learner(),
            List.of(file),
            "pump",
            1,
            folder.resolve("models"),
            "*",
            false,
            new HealthyPart.Rows(ROWS),
            20,
            ReadOptions.DEFAULT));
  }

  private static String noise(int row) {
    return String.format(Locale.ROOT, "%.6f", new Random(row).nextGaussian());
  }
}
