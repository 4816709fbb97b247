package fettle.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.pipeline.Disk;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Kill;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.Step;
import fettle.ops.pipeline.StepState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provision of this machine that is killed at any moment of any step, and the next run. */
class KilledLocalProvisionTest {
  private static final Retries RETRIES = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));

  /** Moments that a step which only waits does not have. */
  private static final List<Kill.Moment> OF_STEPS_THAT_WRITE =
      List.of(
          Kill.Moment.BEFORE_ITS_WORK,
          Kill.Moment.WRITE_IS_LOST,
          Kill.Moment.ANSWER_IS_LOST,
          Kill.Moment.BEFORE_IT_IS_NOTED,
          Kill.Moment.BEFORE_IT_IS_DONE);

  @TempDir static Path tls;
  @TempDir static Path folder;
  private static PlayedRuntime runtime;
  private static Ended wanted;

  private record Ended(
      int starts,
      boolean lake,
      Map<String, JsonObject> devices,
      Map<String, Map<String, String>> outputs) {}

  @BeforeAll
  static void runUndisturbed() throws Exception {
    runtime = new PlayedRuntime(tls, folder);
    wanted = ended();
  }

  @AfterAll
  static void close() throws Exception {
    runtime.close();
  }

  @BeforeEach
  void beginAnew() {
    runtime.forget();
    new Disk(Map.of()).restore(folder);
  }

  private static Pipeline pipeline() {
    return LocalProvision.pipeline(runtime.settings(), runtime);
  }

  private static RunState run(Pipeline pipeline, RunListener listener) {
    return new PipelineRunner(
            new Journal(folder.resolve("runs")), new Redaction(), RETRIES, InstantSource.system())
        .run(pipeline, new PipelineRunner.Request("plant", "local", ""), listener);
  }

  private static Ended ended() {
    RunState run = run(pipeline(), event -> {});
    assertThat(run.steps().values()).extracting(StepState::error).containsOnlyNulls();
    return new Ended(
        runtime.starts(),
        runtime.settings().lake().toFile().isDirectory(),
        devices(),
        run.steps().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, step -> step.getValue().outputs())));
  }

  /** But for their keys, which are made anew. */
  private static Map<String, JsonObject> devices() {
    Map<String, JsonObject> devices = runtime.hub().all();
    devices.values().forEach(device -> device.remove("authentication"));
    return devices;
  }

  static Stream<Kill.Point> points() {
    return Kill.points(pipeline().steps().stream().map(Step::id).toList());
  }

  @ParameterizedTest
  @MethodSource("points")
  void aRunThatWasKilledIsFinishedByTheNext(Kill.Point point) throws Exception {
    Kill kill = new Kill(point, folder.resolve("runs"));
    runtime.serve(kill);
    boolean struck = kill.strike(pipeline(), KilledLocalProvisionTest::run);
    runtime.serve(null);

    Ended again = ended();

    assertThat(struck || OF_STEPS_THAT_WRITE.contains(point.moment())).isTrue();
    assertThat(again).isEqualTo(wanted);
  }
}
