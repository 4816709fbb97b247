package fettle.sensor.module;

import fettle.edge.EdgeException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the twin's reported properties true: one patch under way, with what differs from the last
 * one that the hub took. What changes meanwhile waits for the next call of {@link #report()}.
 */
final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final Supplier<Report> current;
  private final Function<Map<String, Object>, Uni<Void>> twin;
  private final ReentrantLock lock = new ReentrantLock();
  private Report taken;
  private boolean cleared;
  private boolean underWay;

  Reporter(Supplier<Report> current, Function<Map<String, Object>, Uni<Void>> twin) {
    this.current = current;
    this.twin = twin;
  }

  /** Reports what has changed, if anything has and no report is under way. */
  void report() {
    lock.lock();
    try {
      if (underWay) {
        return;
      }
      Report next = current.get();
      Map<String, Object> patch = cleared ? next.patch(taken) : Report.clearing();
      if (!patch.isEmpty()) {
        underWay = true;
        twin.apply(patch).subscribe().with(ignored -> settled(next), this::failed);
      }
    } finally {
      lock.unlock();
    }
  }

  private void settled(Report next) {
    boolean first;
    lock.lock();
    try {
      underWay = false;
      first = !cleared;
      cleared = true;
      taken = first ? null : next;
    } finally {
      lock.unlock();
    }
    if (first) {
      report();
    }
  }

  private void failed(Throwable failure) {
    lock.lock();
    try {
      underWay = false;
    } finally {
      lock.unlock();
    }
    if (failure instanceof EdgeException edge
        && edge.reason() == EdgeException.Reason.NOT_CONNECTED) {
      LOG.debug("not connected; reporting later");
    } else {
      LOG.warn("the twin's report failed and is repeated: {}", failure.getMessage());
    }
  }
}
