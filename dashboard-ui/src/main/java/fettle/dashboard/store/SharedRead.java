package fettle.dashboard.store;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A read of much that many want: whoever asks while it is under way gets its answer, so that many
 * viewers cost about as much as one.
 */
final class SharedRead<T> {
  private final Supplier<Uni<T>> read;
  private final AtomicReference<Uni<T>> underWay = new AtomicReference<>();

  SharedRead(Supplier<Uni<T>> read) {
    this.read = read;
  }

  /** The answer of the read that is under way, else of one of its own. */
  Uni<T> get() {
    Uni<T> mine =
        Uni.createFrom()
            .deferred(read::get)
            .onTermination()
            .invoke(() -> underWay.set(null))
            .memoize()
            .indefinitely();
    return underWay.updateAndGet(others -> others == null ? mine : others);
  }
}
