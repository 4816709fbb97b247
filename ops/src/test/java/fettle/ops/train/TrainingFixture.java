package fettle.ops.train;

import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.train.algorithm.Algorithm;
import fettle.ops.train.local.LocalWorkspace;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.steps.TrainPipeline;
import fettle.ops.train.steps.TrainSettings;
import fettle.ops.train.workspace.ModelWorkspace;
import fettle.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An environment's folder with recordings beside it, and runs of the pipeline over it. */
public final class TrainingFixture {
  public static final Redaction REDACTION = new Redaction();

  private final Path environment;
  private final Path recordings;

  /** Whether runs put the model in use whatever the comparison says. */
  public boolean force;

  /** What the runs told. */
  public final List<RunListener.Event> events = new CopyOnWriteArrayList<>();

  public TrainingFixture(Path folder) {
    this.environment = folder.resolve("environment");
    this.recordings = folder.resolve("recordings");
  }

  public Path environment() {
    return environment;
  }

  public Path registry() {
    return environment.resolve("registry");
  }

  public Path models() {
    return environment.resolve("models");
  }

  public ModelWorkspace local() {
    return local("a trainer");
  }

  /** With another trainer, as its code tells. */
  public ModelWorkspace local(String trainer) {
    List<String> program = new ArrayList<>(TrainingProcess.program());
    // a job of a second is not worth the better compiler
    program.add(1, "-XX:TieredStopAtLevel=1");
    return new LocalWorkspace(registry(), program, trainer);
  }

  public static TrainSettings settings(int window) {
    return settings(window, 0);
  }

  /** Keeping the newest share of each recording from learning. */
  public static TrainSettings settings(int window, double holdOut) {
    return new TrainSettings(
        Algorithm.PCA,
        "pump",
        "pump-*",
        false,
        null,
        null,
        holdOut,
        window,
        Set.of("it's", "$HOME"),
        ZoneId.of("UTC"),
        0,
        Duration.ofMinutes(5));
  }

  public Path recording(String name, int rows, long seed) throws IOException {
    return write(name, Recordings.healthy(rows, seed));
  }

  /** A recording as CSV. */
  public Path write(String name, Recording recording) throws IOException {
    StringBuilder text = new StringBuilder("time," + String.join(",", recording.signals()));
    text.append(recording.anomalous() == null ? "\n" : ",anomaly\n");
    for (int row = 0; row < recording.rows(); row++) {
      text.append(recording.times()[row]);
      for (double[] column : recording.values()) {
        text.append(',').append(column[row]);
      }
      if (recording.anomalous() != null) {
        text.append(recording.anomalous()[row] ? ",1" : ",0");
      }
      text.append('\n');
    }
    Files.createDirectories(recordings);
    return Files.writeString(recordings.resolve(name), text);
  }

  private PipelineRunner runner() {
    return new PipelineRunner(
        new Journal(environment.resolve("runs")),
        REDACTION,
        new Retries(4, Duration.ofMillis(1), Duration.ofMillis(50)),
        InstantSource.system());
  }

  private PipelineRunner.Request request(
      TrainSettings settings, fettle.ops.train.steps.Recordings from) {
    return new PipelineRunner.Request(
        "plant", "local", TrainPipeline.inputs(settings, from, force));
  }

  public RunState run(ModelWorkspace workspace, TrainSettings settings, Path... files) {
    fettle.ops.train.steps.Recordings from =
        new fettle.ops.train.steps.Recordings.Named(List.of(files));
    return runner()
        .run(
            TrainPipeline.of(settings, from, workspace, environment, force, List.of()),
            request(settings, from),
            events::add);
  }

  public Map<String, Finding> plan(ModelWorkspace workspace, TrainSettings settings, Path... files)
      throws InterruptedException {
    fettle.ops.train.steps.Recordings from =
        new fettle.ops.train.steps.Recordings.Named(List.of(files));
    return runner()
        .plan(
            TrainPipeline.of(settings, from, workspace, environment, force, List.of()),
            request(settings, from));
  }

  /** Every file below a folder with its hash and when it was written. */
  public static Map<String, String> written(Path folder) throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (Map.Entry<String, String> file : contents(folder).entrySet()) {
      written.put(
          file.getKey(),
          file.getValue() + Files.getLastModifiedTime(folder.resolve(file.getKey())));
    }
    return written;
  }

  /** Every file below a folder with its hash. */
  public static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          contents.put(folder.relativize(file).toString(), Sha256.of(file));
        }
      }
    }
    return contents;
  }

  /** What the runs told a person, line by line. */
  public String said() {
    StringBuilder said = new StringBuilder();
    events.forEach(event -> said.append(event).append('\n'));
    return said.toString();
  }
}
