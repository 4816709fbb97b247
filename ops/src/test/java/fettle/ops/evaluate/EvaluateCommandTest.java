package fettle.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path folder;

  @Test
  void skabIsPrintedPerFileAndPooledBesideTheLeaderboard() throws IOException {
    run("2.csv", 1000, 600, 2);
    run("10.csv", 1000, 600, 10);

    Cli cli = evaluate("--skab", folder.toString());

    assertThat(cli.exit()).as(cli.toString()).isZero();
    assertThat(cli.out())
        .contains("2 files; the first 400 rows of each are learned from without labels, 1,200 rows")
        .contains("trainer levels, windows of 45")
        .contains("trainer pca, windows of 30")
        .contains("Conv-AE", "0.78", "13.55", "28.02")
        .containsSubsequence("2.csv", "10.csv", "pooled");
  }

  @Test
  void jsonHoldsTheCountsAndTheDelays() throws IOException {
    run("1.csv", 1000, 600, 1);

    Cli cli = evaluate("--skab", folder.toString(), "--trainer", "levels", "--json");

    assertThat(cli.exit()).as(cli.toString()).isZero();
    JsonNode trainer = new ObjectMapper().readTree(cli.out()).path("trainers").path(0);
    assertThat(trainer.path("trainer").asText()).isEqualTo("levels");
    JsonNode pooled = trainer.path("pooled");
    assertThat(pooled.path("rows").asInt()).isEqualTo(600);
    assertThat(pooled.path("f1").asDouble()).isGreaterThan(0.9);
    assertThat(pooled.path("f1Interval").path(0).asDouble())
        .isEqualTo(pooled.path("f1").asDouble());
    JsonNode detection = trainer.path("files").path(0).path("detections").path(0);
    assertThat(detection.path("delayMs").asLong()).isBetween(0L, 20_000L);
  }

  @Test
  void whatIsSaidOfARowDependsOnNothingLater() throws IOException {
    run("1.csv", 1000, 600, 1);
    JsonNode whole = pooled("--skab", folder.toString());
    List<String> lines = Files.readAllLines(folder.resolve("1.csv"));
    Files.delete(folder.resolve("1.csv"));
    Path cut = Files.createDirectories(folder.resolve("cut"));
    Files.write(cut.resolve("1.csv"), lines.subList(0, 1 + 700));

    JsonNode first = pooled("--skab", cut.toString());

    assertThat(first.path("truePositive").asInt() + first.path("falseNegative").asInt())
        .isEqualTo(100);
    assertThat(whole.path("falseNegative").asInt())
        .isBetween(first.path("falseNegative").asInt(), 100);
    assertThat(first.path("detections")).isEqualTo(whole.path("detections"));
  }

  @Test
  void filesWithoutLabelsAreLeftOutAndNamed() throws IOException {
    run("1.csv", 1000, 600, 1);
    Path other = Files.createDirectories(folder.resolve("anomaly-free"));
    Files.writeString(other.resolve("free.csv"), "datetime;flow\n2020-03-09 10:14:33;1\n");

    Cli cli = evaluate("--skab", folder.toString());

    assertThat(cli.exit()).as(cli.toString()).isZero();
    assertThat(cli.out()).contains("left out: anomaly-free/free.csv: no column 'anomaly'");
  }

  @Test
  void unusableFoldersAndFilesAreNamedInASentence() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(evaluate("--skab", empty.toString()).err())
        .contains("there is no CSV file with a column 'anomaly' in");
    assertThat(evaluate("--skab", folder.resolve("none").toString()).err())
        .contains("none is no folder; --skab names one");

    run("1.csv", 300, 200, 1);
    Cli cli = evaluate("--skab", folder.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .contains("1.csv has 300 rows, and the protocol learns from the first 400")
        .doesNotContain("\tat ");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThat(evaluate().exit()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(evaluate("--skab", "a", "--nab", "b").err()).contains("with --skab or --nab");
    assertThat(evaluate("--nab", "b").err()).contains("--nab and --windows go together");
    assertThat(evaluate("--skab", "a", "--window", "1").err()).contains("--window must be from 2");
    assertThat(evaluate("--skab", "a", "--trainer", "guess").err()).contains("pca");
  }

  @Test
  void aLongSeriesWithLabelledWindowsIsJudged() throws IOException {
    Path series = series(4000, 2000, 2200);
    Path windows =
        windows("{\"realKnownCause/machine.csv\": [[\"%s.000000\", \"%s.000000\"]]}", 1990, 2210);

    Cli cli =
        evaluate(
            "--nab",
            series.toString(),
            "--windows",
            windows.toString(),
            "--trainer",
            "levels",
            "--json");

    assertThat(cli.exit()).as(cli.toString()).isZero();
    JsonNode root = new ObjectMapper().readTree(cli.out());
    assertThat(root.path("trainingRows").asInt()).as("15 %% of 4,000").isEqualTo(600);
    JsonNode levels = root.path("trainers").path(0);
    assertThat(levels.path("rows").asInt()).isEqualTo(3400);
    assertThat(levels.path("undetected").asInt()).isZero();
    assertThat(levels.path("nabStandard").asDouble()).isBetween(50.0, 100.0);
  }

  @Test
  void unusableWindowsAreNamedInASentence() throws IOException {
    String series = series(4000, 2000, 2200).toString();

    assertThat(nab(series, windows("{\"other.csv\": []}", 0, 0)))
        .contains("lists no windows for machine.csv");
    assertThat(nab(series, windows("{\"machine.csv\": []}", 0, 0)))
        .contains("lists an empty set of windows for machine.csv");
    assertThat(nab(series, windows("{\"machine.csv\": [[\"today\", \"%2$s\"]]}", 0, 9)))
        .contains("[\"today\",")
        .contains("of machine.csv is no window;");
    assertThat(nab(series, windows("{\"machine.csv\": [[\"%s\", \"%s\"]]}", 5000, 5010)))
        .contains("machine.csv has no row between");
    assertThat(nab(series, windows("{\"machine.csv\": [[\"%s\", \"%s\"]]}", 10, 20)))
        .contains("ends within the first 600 rows, which are learned from");
    assertThat(nab(series, windows("no json", 0, 0))).contains("cannot be read as JSON");
  }

  /** Better than published, by a margin; the exact figures are in the README. */
  @Test
  void levelsBeatTheLeaderboardOnSkab() throws IOException {
    Path skab = Path.of(System.getProperty("fettle.shared"), "data/skab/valve1");
    assumeThat(Files.isDirectory(skab)).as("%s is not here", skab).isTrue();

    JsonNode pooled = pooled("--skab", skab.toString());

    assertThat(pooled.path("rows").asInt()).isEqualTo(11_760);
    assertThat(pooled.path("f1").asDouble()).isGreaterThan(0.86);
    assertThat(pooled.path("falseAlarmRate").asDouble()).isLessThan(0.12);
  }

  private JsonNode pooled(String... arguments) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 3);
    all[arguments.length] = "--trainer";
    all[arguments.length + 1] = "levels";
    all[arguments.length + 2] = "--json";
    Cli cli = evaluate(all);
    assertThat(cli.exit()).as(cli.toString()).isZero();
    return new ObjectMapper().readTree(cli.out()).path("trainers").path(0).path("pooled");
  }

  private String nab(String series, Path windows) {
    Cli cli = evaluate("--nab", series, "--windows", windows.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).doesNotContain("\tat ");
    return cli.err();
  }

  private static Cli evaluate(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "evaluate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Cli.run(Map.of(), all);
  }

  /** A file in SKAB's layout with a fault of 200 rows. */
  private void run(String name, int rows, int fault, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("datetime;flow;current;anomaly;changepoint\n");
    for (int row = 0; row < rows; row++) {
      boolean anomalous = row >= fault && row < fault + 200;
      text.append(
          String.format(
              Locale.ROOT,
              "%s;%f;%f;%d;0%n",
              time(row, 1),
              30 + random.nextGaussian() - (anomalous ? 8 : 0),
              2 + 0.1 * random.nextGaussian(),
              anomalous ? 1 : 0));
    }
    Files.writeString(folder.resolve(name), text);
  }

  /** A file in NAB's layout whose values are off between two rows. */
  private Path series(int rows, int from, int to) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int row = 0; row < rows; row++) {
      double value = 80 + random.nextGaussian() + (row >= from && row < to ? 9 : 0);
      text.append(time(row, 300)).append(',').append(value).append('\n');
    }
    return Files.writeString(folder.resolve("machine.csv"), text);
  }

  private Path windows(String format, int from, int to) throws IOException {
    return Files.writeString(
        folder.resolve("windows.json"), format.formatted(time(from, 300), time(to, 300)));
  }

  private static String time(int row, int seconds) {
    return LocalDateTime.of(2020, 3, 9, 10, 0, 0).plusSeconds((long) row * seconds).format(TIME);
  }
}
