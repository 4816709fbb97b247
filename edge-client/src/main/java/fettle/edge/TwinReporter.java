package fettle.edge;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the twin's reported properties as a module's state is: one patch under way, with what
 * differs from the last state that the hub is known to have. What changes meanwhile, and a report
 * that failed, are made up for by the next call of {@link #report()}. Thread-safe.
 *
 * @param <S> the module's state, a value
 */
public final class TwinReporter<S> {
  private static final Logger LOG = LoggerFactory.getLogger(TwinReporter.class);

  private final Supplier<S> state;
  private final BiFunction<S, S, Map<String, Object>> patch;
  private final Map<String, Object> clearing;
  private final Function<Map<String, Object>, Uni<Void>> twin;
  private final ReentrantLock lock = new ReentrantLock();
  private S taken;
  private boolean cleared;
  private boolean underWay;
  private String lastFailure = "";

  /**
   * @param state as it is now
   * @param patch from the state now and the one reported last, which is null at first; empty if
   *     nothing differs
   * @param clearing goes before the first report and takes away what an earlier life of the module
   *     reported and this one may not have
   * @param twin patches the reported properties; completes when the hub has taken the patch
   */
  public TwinReporter(
      Supplier<S> state,
      BiFunction<S, S, Map<String, Object>> patch,
      Map<String, Object> clearing,
      Function<Map<String, Object>, Uni<Void>> twin) {
    this.state = state;
    this.patch = patch;
    this.clearing = clearing;
    this.twin = twin;
  }

  /** Reports what has changed, if anything has and no report is under way. */
  public void report() {
    S now;
    Map<String, Object> next;
    lock.lock();
    try {
      if (underWay) {
        return;
      }
      now = state.get();
      next = cleared ? patch.apply(now, taken) : clearing;
      underWay = !next.isEmpty();
    } finally {
      lock.unlock();
    }
    if (!next.isEmpty()) {
      Uni.createFrom()
          .deferred(() -> twin.apply(next))
          .subscribe()
          .with(ignored -> taken(now), this::failed);
    }
  }

  private void taken(S now) {
    boolean first;
    lock.lock();
    try {
      underWay = false;
      first = !cleared;
      cleared = true;
      taken = first ? null : now;
    } finally {
      lock.unlock();
    }
    if (first) {
      report();
    }
  }

  private void failed(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    boolean news;
    lock.lock();
    try {
      underWay = false;
      news = !reason.equals(lastFailure) && !isNotConnected(failure);
      lastFailure = news ? reason : lastFailure;
    } finally {
      lock.unlock();
    }
    // a report is repeated every few seconds: say why it fails once, not each time
    if (news) {
      LOG.warn("the twin's report failed and is repeated: {}", reason);
    }
    LOG.debug("the twin's report failed", failure);
  }

  /** That is said where the connection is made. */
  private static boolean isNotConnected(Throwable failure) {
    return failure instanceof EdgeException edge
        && edge.reason() == EdgeException.Reason.NOT_CONNECTED;
  }
}
