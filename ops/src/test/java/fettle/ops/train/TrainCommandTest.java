package fettle.ops.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.PcaLearner;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import fettle.ops.train.workspace.Dataset;
import fettle.recording.ReadOptions;
import fettle.recording.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void modelAndManifestAreWrittenAndTheHashesAgree() throws Exception {
    Path recording = csv("pump-07.csv", Recordings.healthy(900, 1));
    Path models = folder.resolve("models");

    int exit =
        run(
            "--from",
            recording.toString(),
            "--name",
            "pump",
            "--machine-pattern",
            "pump-*",
            "--out",
            models.toString());

    assertThat(exit).as(err.toString()).isZero();
    byte[] manifest = Files.readAllBytes(models.resolve("manifest.json"));
    assertThat(out.toString()).contains("sha256   " + sha256(manifest));
    JsonNode entry = new ObjectMapper().readTree(manifest).path("models").path(0);
    assertThat(entry.path("name").asText()).isEqualTo("pump");
    assertThat(entry.path("version").asInt()).isEqualTo(1);
    assertThat(entry.path("machines").path(0).asText()).isEqualTo("pump-*");
    byte[] model = Files.readAllBytes(models.resolve(entry.path("uri").asText()));
    assertThat(entry.path("sha256").asText()).isEqualTo(sha256(model));
  }

  @Test
  void perMachineGivesEachFileAModelOfItsOwn() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--per-machine",
                "--name",
                "m",
                "--out",
                folder.resolve("models").toString(),
                "--from"));
    arguments.add(csv("a 1.csv", Recordings.healthy(900, 1)).toString());
    arguments.add(csv("b.csv", Recordings.healthy(1200, 2)).toString());

    int exit = run(arguments.toArray(String[]::new));

    assertThat(exit).as(err.toString()).isZero();
    JsonNode models =
        new ObjectMapper().readTree(folder.resolve("models/manifest.json").toFile()).path("models");
    assertThat(models.findValuesAsText("name")).containsExactly("m-a-1", "m-b");
    assertThat(models.path(0).path("machines").path(0).asText()).isEqualTo("a-1");
    assertThat(out.toString())
        .as("35 % of 900 rows and 400 of 1200, less the first 29")
        .contains("learned from 286 windows")
        .contains("learned from 371 windows");
  }

  @Test
  void badFileGivesASentenceAndNoModel() throws IOException {
    Path good = csv("good.csv", Recordings.healthy(900, 1));
    Path bad =
        Files.writeString(folder.resolve("bad.csv"), "datetime;flow\n2020-03-09 10:14:33;high\n");
    Path models = folder.resolve("models");

    int exit = run("--from", good.toString(), bad.toString(), "--out", models.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .contains("bad.csv: none of its 1 rows can be used")
        .contains("bad.csv:2: 'high' in column 'flow' is no number")
        .doesNotContain("\tat ");
    assertThat(models).doesNotExist();
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws IOException {
    Path recording = csv("pump.csv", Recordings.healthy(900, 1));
    Path occupied = Files.writeString(folder.resolve("occupied"), "a file");

    int exit = run("--from", recording.toString(), "--out", occupied.resolve("models").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("cannot write to").contains("occupied").contains("--out");
  }

  @Test
  void twoFilesOfOneMachineAreRefused() throws IOException {
    Path first = csv("a.csv", Recordings.healthy(900, 1));
    Files.createDirectories(folder.resolve("other"));
    Path second = csv("other/a.csv", Recordings.healthy(900, 2));

    int exit =
        run(
            "--per-machine",
            "--from",
            first.toString(),
            second.toString(),
            "--out",
            folder.resolve("models").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("two files are of one machine, 'a'");
  }

  @Test
  void aMachineWhoseRecordingTeachesNothingGoesWithoutAModelAndIsNamed() throws IOException {
    Path good = csv("good.csv", Recordings.healthy(900, 1));
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");

    int exit =
        run(
            "--per-machine",
            "--from",
            good.toString(),
            empty.toString(),
            "--out",
            folder.resolve("models").toString());

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("no model where ").contains("empty.csv");
    assertThat(folder.resolve("models")).isDirectoryContaining("glob:**good*.onnx");
    assertThat(run("--from", good.toString(), empty.toString(), "--out", folder.toString()))
        .isEqualTo(1);
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    assertThat(
            run(
                "--from",
                "a.csv",
                "--out",
                "x",
                "--healthy-rows",
                "5",
                "--healthy-fraction",
                "0.5"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--healthy-rows and --healthy-fraction exclude each other");
  }

  @Test
  void withoutOutThePipelineLeavesTheModelInTheEnvironmentsFolder() throws IOException {
    Path recording = csv("pump-07.csv", Recordings.healthy(900, 1));
    Path state = folder.resolve("state");

    int exit = run("--from", recording.toString(), "--name", "pump", "--state", state.toString());

    assertThat(exit).as(out + "\n" + err).isZero();
    assertThat(state.resolve("models/manifest.json")).isRegularFile();
    assertThat(state.resolve("models/pump-1.onnx")).isRegularFile();
    assertThat(out.toString()).contains("publish").contains("created").contains("SHA-256");
  }

  @Test
  void recordingsOfTheEnvironmentFileAreMeantFromItsFolderOnAndFromGoesBeforeThem()
      throws IOException {
    Files.createDirectories(folder.resolve("plant/recordings"));
    csv("plant/recordings/pump-07.csv", Recordings.healthy(900, 1));
    Path other = csv("other.csv", Recordings.healthy(900, 2));
    Path config =
        Files.writeString(
            folder.resolve("plant/fettle.yaml"), "name: plant\ntrain: {from: [recordings]}\n");
    String[] plan = {
      "--plan", "--config", config.toString(), "--state", folder.resolve("state").toString()
    };

    assertThat(run(plan)).as(err.toString()).isZero();
    String ofTheFile =
        Dataset.of("machine", List.of(folder.resolve("plant/recordings/pump-07.csv"))).version();
    assertThat(out.toString()).contains("data set machine").contains(ofTheFile);
    String[] named =
        Stream.concat(Stream.of(plan), Stream.of("--from", other.toString()))
            .toArray(String[]::new);
    assertThat(run(named)).as(err.toString()).isZero();
    assertThat(out.toString()).contains(Dataset.of("machine", List.of(other)).version());
  }

  @Test
  void aPlanPrintsEveryStepAndTouchesNothing() throws IOException {
    Path recording = csv("pump-07.csv", Recordings.healthy(900, 1));
    Path state = folder.resolve("state");

    int exit = run("--plan", "--from", recording.toString(), "--state", state.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("upload", "dataset", "submit", "model machine:1");
    assertThat(state).doesNotExist();
  }

  @Test
  void aFolderStandsForTheRecordingsInIt() throws IOException {
    csv("b.csv", Recordings.healthy(900, 2));
    csv("a.csv", Recordings.healthy(900, 1));
    Files.writeString(folder.resolve("notes.txt"), "no recording");

    int exit =
        run("--from", folder.toString(), "--per-machine", "--out", folder.resolve("m").toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(folder.resolve("m/machine-a-1.onnx")).exists();
    assertThat(folder.resolve("m/machine-b-1.onnx")).exists();
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefusedInASentence() {
    assertThat(run("--out", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--out needs --from");
    assertThat(run("--from", "a.csv", "--out", "x", "--plan"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--plan is for the pipeline and excludes --out");
    assertThat(run("--from", "a.csv", "--model-version", "2"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--model-version needs --out; else versions are counted");
  }

  @Test
  void whatTheCloudNeedsIsSaidInASentence() throws IOException {
    Path config = Files.writeString(folder.resolve("plant.yaml"), "name: plant\n");

    int noRecordings = run("--target", "azure", "--config", config.toString());
    int noWorkspace =
        run(
            "--target",
            "azure",
            "--config",
            config.toString(),
            "--state",
            folder.resolve("state").toString(),
            "--from",
            "a.csv");

    assertThat(noRecordings).isEqualTo(1);
    assertThat(noWorkspace).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "--target azure needs recordings to learn from; name them with --from, or in train.from")
        .contains(
            "--target azure needs train.workspace, train.compute, deploy.registry.server;"
                + " run ./fettle provision --target azure, or set it in the environment file")
        .doesNotContain("\tat ");
  }

  @Test
  void aRecordingThatIsNotThereIsNamedAndNothingIsMade() throws IOException {
    Path state = folder.resolve("state");

    int exit = run("--from", folder.resolve("none.csv").toString(), "--state", state.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("FAILED").contains("none.csv cannot be read");
    assertThat(state.resolve("registry")).doesNotExist();
  }

  /** The published leaderboard's best F1 on all 34 files is 0.78 with 13.6 % false alarms. */
  @Test
  void skabIsJudgedAsWellAsPublishedDetectorsDo() throws IOException {
    Path skab = Path.of(System.getProperty("fettle.shared"), "data/skab/valve1");
    assumeThat(Files.isDirectory(skab)).as("%s is not here", skab).isTrue();
    List<Path> files;
    try (Stream<Path> all = Files.list(skab)) {
      files = all.sorted().toList();
    }
    TrainRequest request =
        new TrainRequest(
            new PcaLearner(),
            files,
            "pump",
            1,
            folder.resolve("models"),
            "*",
            true,
            new HealthyPart.Rows(400),
            TrainRequest.DEFAULT_WINDOW,
            ReadOptions.DEFAULT);

    Written written = (Written) Training.run(request);

    assertThat(written.models()).hasSize(16);
    assertThat(written.evaluation().rows()).isEqualTo(11_760);
    assertThat(written.evaluation().f1()).isGreaterThan(0.8);
    assertThat(written.evaluation().falseAlarmRate()).isLessThan(0.35);
    assertThat(written.evaluation().missedAlarmRate()).isLessThan(0.2);
  }

  private int run(String... arguments) {
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println(exception.getMessage());
              return 1;
            })
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path csv(String name, Recording recording) throws IOException {
    StringBuilder text = new StringBuilder("time," + String.join(",", recording.signals()) + "\n");
    for (int row = 0; row < recording.rows(); row++) {
      text.append(recording.times()[row]);
      for (double[] column : recording.values()) {
        text.append(',').append(column[row]);
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
