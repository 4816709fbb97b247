package fettle.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.pipeline.PipelineRun.Outcome;
import fettle.telemetry.pipeline.PipelineRun.Status;
import fettle.telemetry.pipeline.PipelineRun.Step;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PipelineCodecsTest {
  private static final long START = 1_763_900_000_000L;

  @Property(tries = 300)
  void aRunSurvivesTheStore(
      @ForAll @StringLength(max = 40) String text,
      @ForAll Status status,
      @ForAll @LongRange(min = 0) long time,
      @ForAll boolean whole) {
    Step step =
        new Step(
            "modules",
            status,
            whole ? "created" : null,
            whole ? text : null,
            whole ? time : null,
            whole ? time + 1 : null,
            2,
            whole ? text : null);
    PipelineRun run =
        new PipelineRun(
            "deploy-1",
            "deploy",
            "demo",
            "local",
            whole ? text : null,
            START,
            whole ? time : null,
            time,
            whole ? text : null,
            List.of(step, step));

    assertThat(PipelineRunCodec.decode(PipelineRunCodec.encode(run))).isEqualTo(run);
  }

  @Property(tries = 300)
  void aRequestSurvivesTheStore(@ForAll @StringLength(max = 80) String by) {
    PipelineRequest request = new PipelineRequest("01", by, START, 0).begun();

    assertThat(PipelineRequest.decode(request.encode())).isEqualTo(request);
    assertThat(request.by().length()).isLessThanOrEqualTo(PipelineRequest.LONGEST_BY);
  }

  @Property(tries = 300)
  void textThatIsNoneOfThemIsRefusedWithoutAnotherException(@ForAll String text) {
    assertThatThrownBy(() -> PipelineRunCodec.decode("{\"steps\":" + text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PipelineRequest.decode("{" + text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRunThatNeitherEndedNorWasSeenWasBrokenOff() {
    PipelineRun run = run(null, START + 1_000, null, Status.RUNNING);

    assertThat(run.outcome(START + 2_000)).isEqualTo(Outcome.RUNNING);
    assertThat(run.outcome(START + 60_000)).isEqualTo(Outcome.BROKEN_OFF);
  }

  @Test
  void aRunSucceededOnlyWhenEveryStepGotDone() {
    long now = START + 60_000;

    assertThat(run(now, now, null, Status.DONE).outcome(now)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(run(now, now, null, Status.SKIPPED).outcome(now)).isEqualTo(Outcome.FAILED);
    assertThat(run(now, now, "no such file", Status.DONE).outcome(now)).isEqualTo(Outcome.FAILED);
  }

  private static PipelineRun run(Long ended, long seen, String error, Status last) {
    return new PipelineRun(
        "train-1",
        "train",
        "demo",
        "local",
        "anna",
        START,
        ended,
        seen,
        error,
        List.of(
            new Step("upload", Status.DONE, "left", "data", START, START, 1, null),
            new Step("submit", last, null, null, START, null, 1, null)));
  }
}
