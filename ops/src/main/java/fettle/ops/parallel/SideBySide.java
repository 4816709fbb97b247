package fettle.ops.parallel;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to many things on a bounded number of threads. */
public final class SideBySide {
  private SideBySide() {}

  /** What is done to each. */
  @FunctionalInterface
  public interface Work<T, R> {
    R of(T item) throws PassingFailure, IOException, InterruptedException;
  }

  /** The results in the order of the items; the first failure ends all. */
  public static <T, R> List<R> map(int threads, List<T> items, Work<T, R> work)
      throws PassingFailure, IOException, InterruptedException {
    List<R> results = new ArrayList<>(items.size());
    map(threads, items, work, results::add);
    return results;
  }

  /**
   * The results in the order of the items, each as soon as it and those before it are there; the
   * first failure ends all.
   *
   * @param taker called on the calling thread
   */
  public static <T, R> void map(int threads, List<T> items, Work<T, R> work, Consumer<R> taker)
      throws PassingFailure, IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> futures = new ArrayList<>(items.size());
      for (T item : items) {
        futures.add(executor.submit(() -> work.of(item)));
      }
      for (Future<R> future : futures) {
        taker.accept(future.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case PassingFailure passing -> throw passing;
        case IOException failed -> throw failed;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException mistake -> throw mistake;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      executor.shutdownNow();
      executor.close();
    }
  }
}
