package fettle.gateway.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the work of one partition in order, one at a time, on shared worker threads. */
final class Lane {
  private final Executor workers;
  private final AtomicReference<CompletableFuture<Void>> last =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  Lane(Executor workers) {
    this.workers = workers;
  }

  /** Runs the work after all earlier work; fails, without running, once any has failed. */
  CompletableFuture<Void> submit(Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> before = last.getAndSet(done);
    before.whenCompleteAsync(
        (nothing, failure) -> {
          if (failure != null) {
            done.completeExceptionally(failure);
            return;
          }
          try {
            work.run();
            done.complete(null);
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        },
        workers);
    return done;
  }

  boolean isIdle() {
    return last.get().isDone();
  }
}
