package fettle.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.pipeline.StepState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerTest {
  private static final PipelineRunner.Request REQUEST =
      new PipelineRunner.Request("plant", "local", "abc");

  @TempDir Path folder;
  private final Redaction redaction = new Redaction();

  /** What exists outside: every thing with its value. */
  private final Map<String, String> world = new ConcurrentHashMap<>();

  private final List<RunListener.Event> events = new CopyOnWriteArrayList<>();
  private final List<String> worked = new CopyOnWriteArrayList<>();

  private PipelineRunner runner() {
    Retries retries = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));
    return new PipelineRunner(new Journal(folder), redaction, retries, InstantSource.system());
  }

  private RunState run(Step... steps) {
    return runner().run(new Pipeline("build", List.of(steps)), REQUEST, events::add);
  }

  /** What a step of a test does when it has work to do. */
  private interface Work {
    void run(Outputs outputs) throws PassingFailure, IOException, InterruptedException;
  }

  /** A step that makes one thing in {@link #world}, after its work. */
  private final class Makes implements Step {
    private final String id;
    private final Set<String> needs;
    private final Work work;

    Makes(String id, Work work, String... needs) {
      this.id = id;
      this.needs = Set.of(needs);
      this.work = work;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Set<String> needs() {
      return needs;
    }

    @Override
    public Finding look(Outputs outputs) {
      String value = world.get(id);
      if (value == null) {
        return new Finding.Create(id);
      }
      outputs.put("value", value);
      return new Finding.Leave(id);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress)
        throws PassingFailure, IOException, InterruptedException {
      worked.add(id);
      work.run(outputs);
      world.put(id, "value of " + id);
      outputs.put("value", world.get(id));
    }
  }

  private Step makes(String id, String... needs) {
    return new Makes(id, outputs -> {}, needs);
  }

  private Status status(RunState run, String step) {
    return run.steps().get(step).status();
  }

  @Test
  void aJournalOfALaterVersionIsReadAsFarAsItIsKnown() throws IOException {
    run(new Makes("vault", outputs -> {}));
    Path file;
    try (Stream<Path> files = Files.walk(folder)) {
      file = files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    String more = "\"ofALaterVersion\": [1], ";
    String later = Files.readString(file).replaceFirst("\\{", "{" + more);
    Files.writeString(file, later.replaceFirst("\"status\"", more + "\"status\""));

    assertThat(new Journal(folder).newest("build").orElseThrow().succeeded()).isTrue();
  }

  @Test
  void aSecondRunLeavesEverythingAsItIs() {
    RunState first = run(makes("a"), makes("b", "a"));
    RunState second = run(makes("a"), makes("b", "a"));

    assertThat(first.succeeded()).isTrue();
    assertThat(second.succeeded()).isTrue();
    assertThat(worked).containsExactly("a", "b");
    assertThat(second.steps().values()).extracting(StepState::result).containsOnly("left");
  }

  @Test
  void aStepSeesTheOutputsOfWhatItNeeds() {
    List<String> seen = new ArrayList<>();
    run(makes("a"), new Makes("b", outputs -> seen.add(outputs.get("a", "value")), "a"));
    assertThat(seen).containsExactly("value of a");
  }

  @Test
  void branchesThatDoNotNeedEachOtherRunSideBySide() {
    CyclicBarrier both = new CyclicBarrier(2);
    Work meet =
        outputs -> {
          try {
            both.await(10, TimeUnit.SECONDS);
          } catch (Exception alone) {
            throw new Failure("ran alone", alone);
          }
        };
    RunState run = run(new Makes("left", meet), new Makes("right", meet));
    assertThat(run.succeeded()).isTrue();
  }

  @Test
  void aFailureSkipsWhatNeedsItAndNothingElse() {
    RunState run =
        run(
            new Makes(
                "broken",
                outputs -> {
                  throw new Failure("the name is taken; choose another");
                }),
            makes("after", "broken"),
            makes("last", "after"),
            makes("other"));

    assertThat(run.succeeded()).isFalse();
    assertThat(run.steps().get("broken").error()).isEqualTo("the name is taken; choose another");
    assertThat(status(run, "after")).isEqualTo(Status.SKIPPED);
    assertThat(status(run, "last")).isEqualTo(Status.SKIPPED);
    assertThat(status(run, "other")).isEqualTo(Status.DONE);
  }

  @Test
  void whatPassesIsTriedAgainFromLookingOn() {
    RunState run = run(new Makes("busy", outputs -> failTimes(2)));
    assertThat(run.succeeded()).isTrue();
    assertThat(run.steps().get("busy").attempts()).isEqualTo(3);
    assertThat(events).filteredOn(RunListener.Retrying.class::isInstance).hasSize(2);
  }

  @Test
  void whatDoesNotPassFailsAfterABoundedNumberOfAttempts() {
    RunState run = run(new Makes("busy", outputs -> failTimes(Integer.MAX_VALUE)));
    assertThat(run.steps().get("busy").error()).isEqualTo("throttled (tried 3 times)");
  }

  private void failTimes(int times) throws PassingFailure {
    if (worked.size() <= times) {
      throw new PassingFailure("throttled", null);
    }
  }

  @Test
  void aRunThatWasBrokenOffIsTakenUpWithItsOutputs() {
    List<String> seen = new ArrayList<>();
    Work breaksOffOnce =
        outputs -> {
          seen.add(outputs.own("job").orElse("none"));
          if (seen.size() == 1) {
            outputs.put("job", "job-7");
            throw new Failure("broken off");
          }
        };
    run(new Makes("job", breaksOffOnce));
    RunState second = run(new Makes("job", breaksOffOnce));

    assertThat(second.succeeded()).isTrue();
    assertThat(seen).containsExactly("none", "job-7");
  }

  @Test
  void outputsOfARunThatWasAskedForSomethingElseDoNotCount() {
    List<String> seen = new ArrayList<>();
    Step step =
        new Makes(
            "job",
            outputs -> {
              seen.add(outputs.own("job").orElse("none"));
              outputs.put("job", "job-7");
              throw new Failure("broken off");
            });
    run(step);
    runner()
        .run(
            new Pipeline("build", List.of(step)),
            new PipelineRunner.Request("plant", "local", "other"),
            events::add);
    assertThat(seen).containsExactly("none", "none");
  }

  @Test
  void aPlanWritesNothingAndTellsWhatIsMissing() throws Exception {
    world.put("a", "value of a");
    Map<String, Finding> plan =
        runner().plan(new Pipeline("build", List.of(makes("a"), makes("b", "a"))), REQUEST);

    assertThat(plan)
        .containsExactly(
            Map.entry("a", new Finding.Leave("a")), Map.entry("b", new Finding.Create("b")));
    assertThat(worked).isEmpty();
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).isEmpty();
    }
  }

  @Test
  void aSecretNeverGetsIntoTheJournalNorToAListener() throws Exception {
    String secret = redaction.remember("hunter2hunter2");
    run(
        new Makes(
            "leaky",
            outputs -> {
              outputs.put("url", "https://user:" + secret + "@registry");
              throw new Failure("cannot sign in with " + secret);
            }));

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(secret);
      }
    }
    assertThat(events.toString()).doesNotContain(secret).contains("cannot sign in with ***");
  }

  @Test
  void aSecretNeverGetsIntoAPlanNorIntoWhatIsFound() throws Exception {
    String secret = redaction.remember("hunter2hunter2");
    Step talks =
        new Step() {
          @Override
          public String id() {
            return "talks";
          }

          @Override
          public Set<String> needs() {
            return Set.of();
          }

          @Override
          public Finding look(Outputs outputs) {
            return new Finding.Create("thing of " + secret, List.of("password: " + secret));
          }

          @Override
          public void apply(Finding finding, Outputs outputs, Progress progress) {
            progress.say(finding.what());
          }
        };

    Map<String, Finding> plan = runner().plan(new Pipeline("build", List.of(talks)), REQUEST);
    run(talks);

    assertThat(plan.toString()).doesNotContain(secret).contains("thing of ***");
    assertThat(events.toString()).doesNotContain(secret).contains("thing of ***");
    assertThat(folder.resolve("build.json")).content().doesNotContain(secret);
  }

  @Test
  void onlyOneProcessAtATimeRunsAPipeline() {
    Journal journal = new Journal(folder);
    try (PipelineLocks.Hold held = journal.hold("build")) {
      assertThatThrownBy(() -> run(makes("a")))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("another process runs 'build'");
    }
    assertThat(run(makes("a")).succeeded()).isTrue();
  }

  @Test
  void aRunThatGoesOnIsToldFromOneThatWasBrokenOff() {
    List<Journal.Look> seen = new ArrayList<>();
    Step dies =
        new Makes(
            "a",
            outputs -> {
              seen.add(new Journal(folder).look("build").orElseThrow());
              throw new AssertionError("killed");
            });

    assertThatThrownBy(() -> run(dies)).hasRootCauseMessage("killed");

    Journal.Look after = new Journal(folder).look("build").orElseThrow();
    assertThat(seen).singleElement().matches(Journal.Look::running);
    assertThat(after.running()).isFalse();
    assertThat(after.run().ended()).isNull();
    assertThat(after.run().underWay()).containsExactly("a");
  }

  @Test
  void aBoundedNumberOfEndedRunsIsKept() {
    for (int i = 0; i < 25; i++) {
      run(makes("a"));
    }
    Journal journal = new Journal(folder);
    assertThat(journal.earlier("build")).hasSize(20);
    assertThat(journal.earlier("build").getFirst())
        .isEqualTo(journal.newest("build").orElseThrow());
  }

  @Test
  void stepsThatNeedEachOtherInACircleAreRefused() {
    assertThatThrownBy(() -> new Pipeline("build", List.of(makes("a", "b"), makes("b", "a"))))
        .hasMessage("build: these steps need each other in a circle: [a, b]");
    assertThatThrownBy(() -> new Pipeline("build", List.of(makes("a", "z"))))
        .hasMessage("build: a needs unknown z");
    assertThatThrownBy(() -> new Pipeline("build", List.of(makes("a"), makes("a"))))
        .hasMessage("build: two steps are called a");
  }
}
