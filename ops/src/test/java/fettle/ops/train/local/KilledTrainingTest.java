package fettle.ops.train.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.PipelineProgram;
import fettle.ops.pipeline.RunState;
import fettle.ops.train.BrokenOff;
import fettle.ops.train.GatedTraining;
import fettle.ops.train.TrainingFixture;
import fettle.ops.train.steps.TrainSettings;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when the pipeline or its job is killed, and that another run takes it up. */
class KilledTrainingTest {
  private static final TrainSettings SETTINGS = TrainingFixture.settings(30);
  private static final int BY_CONTROL_C = 130;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TrainingFixture training;
  private Path recording;
  private Path gate;

  @BeforeEach
  void recording() throws Exception {
    training = new TrainingFixture(folder);
    recording = training.recording("pump-01.csv", 700, 1);
    gate = folder.resolve("gate");
  }

  /** No job outlives its test: those that wait go on, fail, and end. */
  @AfterEach
  void endJobs() throws Exception {
    for (Path job : jobs()) {
      if (Files.exists(job.resolve("started.json"))) {
        ProcessHandle.of(pid(job)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private LocalWorkspace gated() {
    return new LocalWorkspace(training.registry(), GatedTraining.program(gate), "a trainer");
  }

  private List<Path> jobs() throws IOException {
    Path jobs = training.registry().resolve("jobs");
    if (!Files.isDirectory(jobs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(jobs)) {
      return all.sorted().toList();
    }
  }

  private static long pid(Path job) throws IOException {
    return new ObjectMapper().readTree(job.resolve("started.json").toFile()).path("pid").asLong();
  }

  private Path startedJob() {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                jobs().stream().filter(job -> Files.exists(job.resolve("started.json"))).findAny(),
            Optional::isPresent)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKilledPipelineFindsItsRunningJobAgainAndDoesNotTrainTwice(boolean byControlC)
      throws Exception {
    PipelineProgram pipeline = PipelineProcess.start(folder, gate, recording);
    Path job = startedJob();
    long trainer = pid(job);
    pipeline.awaitRunning(training.environment().resolve("runs/train.json"), "follow");
    if (byControlC) {
      pipeline.interrupt();
      assertThat(pipeline.exitWithin(LIMIT)).isEqualTo(BY_CONTROL_C);
    } else {
      pipeline.kill();
    }
    boolean outlived = ProcessHandle.of(trainer).isPresent();
    Journal.Look killed =
        new Journal(training.environment().resolve("runs")).look("train").orElseThrow();
    Files.createFile(gate);

    RunState run = training.run(gated(), SETTINGS, recording);

    assertThat(outlived).isTrue();
    assertThat(killed.running()).isFalse();
    assertThat(killed.run().underWay()).containsExactly("follow");
    assertThat(run.succeeded()).as(training.said()).isTrue();
    assertThat(run.steps().get("submit").result()).isEqualTo("left");
    assertThat(jobs()).containsExactly(job);
    assertThat(pid(job)).isEqualTo(trainer);
  }

  @Test
  void aKilledTrainingIsSeenAndReplacedByTheNextRun() throws Exception {
    CompletableFuture<RunState> first =
        CompletableFuture.supplyAsync(() -> training.run(gated(), SETTINGS, recording));
    ProcessHandle.of(pid(startedJob())).orElseThrow().destroyForcibly();
    String error = first.get(LIMIT.toSeconds(), TimeUnit.SECONDS).steps().get("follow").error();
    Files.createFile(gate);

    RunState second = training.run(gated(), SETTINGS, recording);

    assertThat(error).contains("its process was killed");
    assertThat(second.succeeded()).as(training.said()).isTrue();
    assertThat(jobs()).hasSize(2);
    assertThat(training.local().models("pump")).hasSize(1);
  }

  @Test
  void aRunThatIsBrokenOffAtEveryPointEndsInTheSameStateAsOneThatIsNot() throws Exception {
    Files.createFile(gate);
    TrainingFixture undisturbed = new TrainingFixture(folder.resolve("undisturbed"));
    undisturbed.run(undisturbed.local(), SETTINGS, recording);
    List<String> points = new ArrayList<>();

    RunState run = null;
    for (int runs = 0; runs < 30 && (run == null || !run.succeeded()); runs++) {
      try {
        run = training.run(BrokenOff.at(training.local(), points), SETTINGS, recording);
      } catch (CompletionException broken) {
        assertThat(broken).hasCauseInstanceOf(BrokenOff.class);
      }
    }

    assertThat(points).hasSize(12);
    assertThat(run).isNotNull();
    assertThat(run.succeeded()).isTrue();
    assertThat(state(training)).isEqualTo(state(undisturbed));
  }

  /** Everything but what tells of processes. */
  private static Map<String, String> state(TrainingFixture training) throws IOException {
    Map<String, String> state = TrainingFixture.contents(training.environment());
    state
        .keySet()
        .removeIf(
            name ->
                name.startsWith("runs/")
                    || name.matches("registry/jobs/.*/(job|launched|started)\\.json|.*/log\\.txt"));
    return state;
  }

  @Test
  void aJobThatRunsTooLongIsEnded() throws Exception {
    LocalWorkspace workspace = gated();
    Dataset dataset = Dataset.of("pump", List.of(recording));
    workspace.upload(dataset);

    workspace.submit(new JobSpec("slow", dataset, List.of(), Duration.ofMillis(50)));

    JobState state =
        await().atMost(LIMIT).until(() -> workspace.job("slow").orElseThrow(), JobState::ended);
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.detail()).isEqualTo("it ran longer than its limit of PT0.05S");
  }

  @Test
  void ofTwoProcessesForOneJobOnlyOneWorks() throws Exception {
    LocalWorkspace workspace = gated();
    Dataset dataset = Dataset.of("pump", List.of(recording));
    workspace.upload(dataset);
    workspace.submit(
        new JobSpec("twice", dataset, List.of("--name", "pump"), Duration.ofMinutes(5)));
    Path job = startedJob();
    long first = pid(job);
    List<String> command = new ArrayList<>(GatedTraining.program(gate));
    command.add(job.toString());
    Process second = new ProcessBuilder(command).inheritIO().start();
    Files.createFile(gate);

    boolean ended = second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertThat(ended).isTrue();
    assertThat(pid(job)).isEqualTo(first);
    assertThat(Files.readString(job.resolve("log.txt"))).containsOnlyOnce("waiting");
    assertThat(workspace.job("twice").orElseThrow().phase()).isEqualTo(Phase.COMPLETED);
  }

  @Test
  void aJobWhoseProcessWasNeverStartedIsAsIfNotSubmitted() throws Exception {
    Path job = Files.createDirectories(training.registry().resolve("jobs/half"));
    new JobFolder(job).order(new JobFolder.Order(List.of(), "PT1M"));

    assertThat(gated().job("half")).isEmpty();
  }
}
