package fettle.ops.worker;

import static fettle.ops.store.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.command.PipelineCall;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.retrain.ModelHealth.Drifted;
import fettle.ops.retrain.ModelHealth.State;
import fettle.ops.retrain.RetrainSection;
import fettle.ops.retrain.RetrainTrigger;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.RealRedis;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final PipelineCall.Outcome DONE = new PipelineCall.Outcome(Optional.empty(), null);

  @TempDir Path folder;
  private RealRedis redis;
  private PipelineStore store;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Map<Worker, Thread> workers = new LinkedHashMap<>();

  /** Pipelines whose runs do what a test says. */
  private static final class PlayedRuns implements Runs {
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private volatile Optional<Instant> newest = Optional.empty();
    private volatile PipelineCall.Outcome outcome = DONE;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Set<RequestedPipeline> running = ConcurrentHashMap.newKeySet();
    private volatile int mostAtOnceWithRetraining;

    @Override
    public Optional<Instant> newest(RequestedPipeline pipeline) {
      return newest;
    }

    @Override
    public PipelineCall.Outcome run(RequestedPipeline pipeline, String by) {
      begun.add(pipeline.wire() + " by " + by);
      newest = Optional.of(NOW);
      running.add(pipeline);
      if (running.contains(RequestedPipeline.RETRAIN)) {
        mostAtOnceWithRetraining = Math.max(mostAtOnceWithRetraining, running.size());
      }
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PipelineCall.Outcome(Optional.empty(), "interrupted");
      } finally {
        running.remove(pipeline);
      }
      return outcome;
    }
  }

  private final PlayedRuns runs = new PlayedRuns();

  @BeforeEach
  void startRedis() throws IOException {
    redis = RealRedis.start(folder);
    store = redis.store();
  }

  @AfterEach
  void stopAll() throws Exception {
    runs.gate.countDown();
    for (Map.Entry<Worker, Thread> worker : workers.entrySet()) {
      worker.getKey().stop();
      worker.getValue().join();
    }
    store.close();
    redis.close();
  }

  private Worker start(String name, Map<RequestedPipeline, Duration> intervals) {
    return start(name, intervals, Optional.empty());
  }

  private Worker start(
      String name, Map<RequestedPipeline, Duration> intervals, Optional<RetrainTrigger> rule) {
    Worker worker =
        new Worker(
            new Worker.Place(name, "plant", "local"),
            redis.store(),
            runs,
            new Wishes(intervals, runs, rule),
            said::add,
            InstantSource.fixed(NOW));
    workers.put(
        worker,
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    worker.work();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    return worker;
  }

  private boolean ask(RequestedPipeline pipeline, int attempts) throws IOException {
    return store.ask(
        pipeline, new PipelineRequest(pipeline + "-1", "anna", NOW.toEpochMilli(), attempts));
  }

  @Test
  void aRequestIsRunForWhoAskedAndThenAnotherCanBeMade() throws IOException {
    runs.gate = new CountDownLatch(1);
    start("one", Map.of());

    assertThat(ask(RequestedPipeline.TRAIN, 0)).isTrue();
    await().until(() -> !runs.begun.isEmpty());
    boolean second = ask(RequestedPipeline.TRAIN, 0);
    runs.gate.countDown();

    await().until(() -> store.request(RequestedPipeline.TRAIN).isEmpty());
    assertThat(second).isFalse();
    assertThat(runs.begun).containsExactly("train by anna");
    assertThat(ask(RequestedPipeline.TRAIN, 0)).isTrue();
  }

  @Test
  void pipelinesOfDifferentKindsRunSideBySide() throws IOException {
    runs.gate = new CountDownLatch(1);
    start("one", Map.of());

    ask(RequestedPipeline.TRAIN, 0);
    ask(RequestedPipeline.DEPLOY, 0);

    await().until(() -> runs.begun.size() == 2);
    assertThat(runs.begun).containsExactlyInAnyOrder("train by anna", "deploy by anna");
  }

  @Test
  void whatFailsBeforeItHasAnyStepIsShownAllTheSame() throws IOException {
    runs.outcome = new PipelineCall.Outcome(Optional.empty(), "fettle.yaml: train.window=0");
    start("one", Map.of());

    ask(RequestedPipeline.TRAIN, 0);

    await().until(() -> store.request(RequestedPipeline.TRAIN).isEmpty());
    assertThat(store.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.error()).isEqualTo("fettle.yaml: train.window=0");
              assertThat(run.by()).isEqualTo("anna");
            });
  }

  @Test
  void aRequestWhoseWorkerDiedIsBegunAgainButNotForEver() throws IOException {
    ask(RequestedPipeline.TRAIN, Worker.MOST_ATTEMPTS - 1);
    ask(RequestedPipeline.DEPLOY, Worker.MOST_ATTEMPTS);

    start("one", Map.of());

    await().until(() -> store.request(RequestedPipeline.TRAIN).isEmpty());
    await().until(() -> store.request(RequestedPipeline.DEPLOY).isEmpty());
    assertThat(runs.begun).containsExactly("train by anna");
    assertThat(store.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.error()).contains("begun 3 times"));
  }

  @Test
  void aRunThatTheWorkersEndBreaksOffIsBegunAgainByTheNext() throws Exception {
    runs.gate = new CountDownLatch(1);
    Worker first = start("one", Map.of());
    ask(RequestedPipeline.TRAIN, 0);
    await().until(() -> !runs.begun.isEmpty());
    first.stop();
    runs.outcome = new PipelineCall.Outcome(Optional.empty(), "broken off");
    runs.gate.countDown();
    workers.get(first).join();
    runs.outcome = DONE;

    start("two", Map.of());

    await().until(() -> store.request(RequestedPipeline.TRAIN).isEmpty());
    assertThat(runs.begun).hasSize(2);
    assertThat(store.runs()).isEmpty();
  }

  @Test
  void aSecondWorkerWaitsUntilThePlaceIsFree() throws IOException {
    Worker first = start("one", Map.of());
    await().until(() -> store.worker().isPresent());
    start("two", Map.of());
    await().until(() -> said.contains("another worker has the place; this one waits for it"));

    first.stop();

    await().until(() -> store.worker().equals(Optional.of("two")));
  }

  @Test
  void theScheduleAsksWhenTheNewestRunIsOldEnoughAndNotBefore() throws IOException {
    runs.newest = Optional.of(NOW.minus(Duration.ofHours(23)));
    Worker early = start("one", Map.of(RequestedPipeline.TRAIN, Duration.ofDays(1)));
    ask(RequestedPipeline.DEPLOY, 0);
    await().until(() -> store.request(RequestedPipeline.DEPLOY).isEmpty());
    List<String> before = new ArrayList<>(runs.begun);
    early.stop();
    runs.newest = Optional.of(NOW.minus(Duration.ofHours(24)));

    start("two", Map.of(RequestedPipeline.TRAIN, Duration.ofDays(1)));

    await().until(() -> runs.begun.contains("train by schedule"));
    assertThat(before).containsExactly("deploy by anna");
  }

  @Test
  void theRuleAsksForARetrainingAndTheRunSaysWhy() throws IOException {
    RetrainSection section = new RetrainSection("PT1H", null, null, null, null);
    Drifted drifted = new Drifted("temperature", NOW.minus(Duration.ofHours(2)));
    State drifting = new State("pump:3", List.of(drifted), 0, 0);

    start(
        "one",
        Map.of(),
        Optional.of(
            new RetrainTrigger(
                section, () -> List.of(drifting), () -> runs.newest(RequestedPipeline.RETRAIN))));

    await().until(() -> runs.begun.contains("retrain by rule: drift of temperature on pump:3"));
    await().until(() -> store.request(RequestedPipeline.RETRAIN).isEmpty());
  }

  @Test
  void aRetrainingHasTheOtherPipelinesToItself() throws IOException {
    runs.gate = new CountDownLatch(1);
    ask(RequestedPipeline.RETRAIN, 0);
    start("one", Map.of());
    await().until(() -> runs.begun.contains("retrain by anna"));
    ask(RequestedPipeline.TRAIN, 0);
    ask(RequestedPipeline.DEPLOY, 0);
    runs.gate.countDown();

    await().until(() -> store.request(RequestedPipeline.TRAIN).isEmpty());
    await().until(() -> store.request(RequestedPipeline.DEPLOY).isEmpty());

    assertThat(runs.mostAtOnceWithRetraining).isEqualTo(1);
  }

  @Test
  void aWorkerOutlivesAStoreThatIsAwayForAWhile() throws IOException {
    start("one", Map.of());
    await().until(() -> store.worker().isPresent());
    redis.goAway();
    await().until(() -> said.stream().anyMatch(line -> line.contains("goes on asking")));

    redis.comeBack();
    await().ignoreExceptions().until(() -> ask(RequestedPipeline.TRAIN, 0));

    await().ignoreExceptions().until(() -> runs.begun.contains("train by anna"));
  }

  @Test
  void aWrongScheduleIsNamed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("fettle.yaml"),
            "name: plant\nworker:\n  every:\n    provision: P1D\n    train: soon\n");

    assertThatThrownBy(
            () -> EnvironmentFile.read(file).section(WorkerSection.NAME, WorkerSection.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("worker.every.provision=P1D is of no pipeline that can be asked for")
        .hasMessageContaining("worker.every.train=soon must be a duration such as P1D");
  }
}
