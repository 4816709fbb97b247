package fettle.ops.worker;

import fettle.ops.command.PipelineCall;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.PublishedRun;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.PipelineRun;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Takes requests from the store and runs them, one at a time a pipeline. A request stays in the
 * store until its run has ended, so that one whose worker died is begun again by the next worker,
 * and goes on where it stopped; after {@value #MOST_ATTEMPTS} attempts it is given up, for it may
 * be what kills workers. Of several workers one works and the others wait for its place; one that
 * stopped for longer than its lease may overlap with its successor, which pipelines bear, as each
 * of their steps looks before it makes.
 */
final class Worker {
  static final int MOST_ATTEMPTS = 3;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LAST_WAIT = Duration.ofSeconds(20);

  private final Place place;
  private final PipelineStore store;
  private final Runs runs;
  private final Wishes wishes;
  private final Consumer<String> say;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<RequestedPipeline, Future<?>> busy = new EnumMap<>(RequestedPipeline.class);
  private String trouble;

  /**
   * Who works where.
   *
   * @param worker name that no other worker has
   */
  record Place(String worker, String environment, String target) {}

  /**
   * @param wishes what is due by itself
   * @param say takes a line for people
   */
  Worker(
      Place place,
      PipelineStore store,
      Runs runs,
      Wishes wishes,
      Consumer<String> say,
      InstantSource clock) {
    this.place = place;
    this.store = store;
    this.runs = runs;
    this.wishes = wishes;
    this.say = say;
    this.clock = clock;
  }

  /** Works until {@link #stop}; then gives running pipelines a little time to end. */
  void work() throws InterruptedException {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      do {
        look(threads);
      } while (!stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS));
      awaitRunning();
      threads.shutdownNow();
    }
    try {
      store.release(place.worker());
    } catch (IOException e) {
      say.accept("the worker's place is free again in a few seconds: " + e.getMessage());
    }
  }

  void stop() {
    stopping.countDown();
  }

  private void look(ExecutorService threads) {
    try {
      if (!store.lease(place.worker())) {
        tellOnce("another worker has the place; this one waits for it");
        return;
      }
      tellOnce(null);
      for (RequestedPipeline pipeline : RequestedPipeline.values()) {
        if (isFree(pipeline)) {
          Optional<PipelineRequest> request = wanted(pipeline);
          if (request.isPresent()) {
            busy.put(pipeline, threads.submit(() -> serve(pipeline, request.get())));
          }
        }
      }
    } catch (IOException e) {
      tellOnce(e.getMessage() + "; the worker goes on asking");
    }
  }

  /** Says what keeps the worker from working when it begins, and not every second. */
  private void tellOnce(String line) {
    if (line != null && !line.equals(trouble)) {
      say.accept(line);
    }
    trouble = line;
  }

  /** A retraining runs the others, so it has them to itself. */
  private boolean isFree(RequestedPipeline pipeline) {
    return busy.entrySet().stream()
        .filter(running -> !running.getValue().isDone())
        .map(Map.Entry::getKey)
        .noneMatch(
            running ->
                running == pipeline
                    || running == RequestedPipeline.RETRAIN
                    || pipeline == RequestedPipeline.RETRAIN);
  }

  private Optional<PipelineRequest> wanted(RequestedPipeline pipeline) throws IOException {
    Optional<PipelineRequest> asked = store.request(pipeline);
    if (asked.isPresent()) {
      return asked;
    }
    Instant now = clock.instant();
    Optional<String> by = wishes.by(pipeline, now);
    if (by.isPresent()) {
      store.ask(
          pipeline,
          new PipelineRequest(UUID.randomUUID().toString(), by.get(), now.toEpochMilli(), 0));
      return store.request(pipeline);
    }
    return asked;
  }

  private void serve(RequestedPipeline pipeline, PipelineRequest request) {
    try {
      if (request.attempts() >= MOST_ATTEMPTS) {
        giveUp(pipeline, request);
      } else {
        store.begun(pipeline, request.begun());
        say.accept("%s, asked for by %s: begins".formatted(pipeline.wire(), request.by()));
        Instant began = clock.instant();
        PipelineCall.Outcome outcome = runs.run(pipeline, request.by());
        if (stopping.getCount() == 0 && !outcome.succeeded()) {
          return; // broken off with the worker; the request stays for the next one
        }
        tell(pipeline, request, outcome, Duration.between(began, clock.instant()));
      }
      store.done(pipeline);
    } catch (IOException e) {
      say.accept(
          "%s: %s; the request stays and is tried again"
              .formatted(pipeline.wire(), e.getMessage()));
    }
  }

  private void tell(
      RequestedPipeline pipeline,
      PipelineRequest request,
      PipelineCall.Outcome outcome,
      Duration took)
      throws IOException {
    if (outcome.succeeded()) {
      say.accept("%s: done in %d s".formatted(pipeline.wire(), took.toSeconds()));
      return;
    }
    say.accept("%s: failed: %s".formatted(pipeline.wire(), outcome.error()));
    if (outcome.run().isEmpty()) {
      store.put(failed(pipeline, request, outcome.error()));
    }
  }

  private void giveUp(RequestedPipeline pipeline, PipelineRequest request) throws IOException {
    String why =
        "it was begun %d times, and each time the worker ended before it; see the worker's log"
            .formatted(request.attempts());
    say.accept("%s: given up: %s".formatted(pipeline.wire(), why));
    store.put(failed(pipeline, request, why));
  }

  private PipelineRun failed(RequestedPipeline pipeline, PipelineRequest request, String error) {
    return PublishedRun.failed(
        pipeline.wire(), place.environment(), place.target(), request.by(), clock.instant(), error);
  }

  private void awaitRunning() throws InterruptedException {
    Instant deadline = clock.instant().plus(LAST_WAIT);
    for (Map.Entry<RequestedPipeline, Future<?>> running : busy.entrySet()) {
      try {
        long left = Duration.between(clock.instant(), deadline).toMillis();
        running.getValue().get(Math.max(0, left), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        say.accept(
            running.getKey().wire() + " is broken off; the next worker goes on where it stopped");
      } catch (ExecutionException e) {
        say.accept(running.getKey().wire() + ": " + e.getCause());
      }
    }
  }
}
