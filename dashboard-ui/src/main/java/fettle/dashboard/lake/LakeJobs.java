package fettle.dashboard.lake;

import fettle.dashboard.config.DashboardConfig;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

/**
 * Runs queries of the lake on threads where waiting is allowed: so many at once, so many that wait,
 * each only so long. A query that nobody waits for any more is ended. Every failure is {@link
 * LakeAway}.
 */
@ApplicationScoped
public class LakeJobs {
  private static final String METRIC = "fettle.dashboard.lake.query";

  private final DashboardConfig.Lake config;
  private final MeterRegistry meters;
  private final ManagedExecutor threads;
  private Path spill;
  private Database database;

  LakeJobs(DashboardConfig config, MeterRegistry meters) {
    this.config = config.lake();
    this.meters = meters;
    this.threads =
        ManagedExecutor.builder()
            .maxAsync(this.config.queries())
            .maxQueued(this.config.waiting())
            .propagated()
            .cleared(ThreadContext.ALL_REMAINING)
            .build();
  }

  /** Runs work that reads. */
  public <T> Uni<T> run(Function<Session, T> work) {
    return run(work, config.timeout());
  }

  /**
   * Runs work that may take another time than charts have. The answer comes where the question came
   * from: a request goes on in its own context.
   */
  public <T> Uni<T> run(Function<Session, T> work, Duration limit) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              Uni<T> answer = bounded(work, limit);
              return caller == null
                  ? answer
                  : answer.emitOn(task -> caller.runOnContext(nothing -> task.run()));
            });
  }

  private <T> Uni<T> bounded(Function<Session, T> work, Duration limit) {
    return Uni.createFrom()
        .<T>emitter(emitter -> submit(new Job<>(work, emitter)))
        .ifNoItem()
        .after(limit)
        .failWith(() -> new TimeoutException("it took longer than " + limit.toSeconds() + " s"))
        .onFailure(failure -> !(failure instanceof LakeAway))
        .transform(failure -> new LakeAway(sentence(failure), failure));
  }

  private void submit(Job<?> job) {
    try {
      threads.execute(job);
    } catch (RejectedExecutionException e) {
      meters.counter("fettle.dashboard.lake.refused").increment();
      job.emitter.fail(
          new LakeAway("too many ask for what is in the lake at once; try again in a moment", e));
    }
  }

  private static String sentence(Throwable failure) {
    return failure instanceof TimeoutException
        ? "the lake was not read in time: "
            + failure.getMessage()
            + "; zoom in, or ask for fewer signals"
        : "the lake cannot be read: " + failure.getMessage();
  }

  /** Opened when somebody looks back so far for the first time. */
  private synchronized Database database() {
    if (database == null) {
      try {
        spill = Files.createTempDirectory("fettle-lake");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      database =
          Database.open(
              new Database.Settings(
                  config.memoryMb(),
                  "dashboard.lake.memory-mb",
                  spill,
                  config.spillMb(),
                  LakeAway::new));
    }
    return database;
  }

  /** A query, from its place in the queue to its answer. */
  private final class Job<T> implements Runnable {
    private final Function<Session, T> work;
    private final UniEmitter<? super T> emitter;
    private Session session;
    private boolean isOver;

    Job(Function<Session, T> work, UniEmitter<? super T> emitter) {
      this.work = work;
      this.emitter = emitter;
      emitter.onTermination(this::end);
    }

    @Override
    public void run() {
      Timer.Sample began = Timer.start(meters);
      String outcome = "failed";
      try (Session own = begin()) {
        T answer = work.apply(own);
        outcome = "answered";
        finish();
        emitter.complete(answer);
      } catch (CancellationException nobodyWaits) {
        outcome = "left";
      } catch (RuntimeException e) {
        finish();
        emitter.fail(e);
      } finally {
        began.stop(meters.timer(METRIC, "outcome", outcome));
      }
    }

    private synchronized Session begin() {
      if (isOver) {
        throw new CancellationException();
      }
      session = database().session();
      return session;
    }

    /** Nothing of it is to be interrupted any more. */
    private synchronized void finish() {
      session = null;
    }

    private synchronized void end() {
      isOver = true;
      if (session != null) {
        session.interrupt();
      }
    }
  }

  @PreDestroy
  synchronized void close() throws IOException {
    threads.shutdownNow();
    if (database != null) {
      database.close();
      Files.deleteIfExists(spill);
    }
  }
}
