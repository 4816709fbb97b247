package fettle.inference.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the twin's reported properties as the module's state is. A report that fails is made up for
 * by the next one, which starts from what the hub is known to have.
 */
final class TwinReporter {

  private static final Logger LOG = Logger.getLogger(TwinReporter.class);

  private final Supplier<ReportedState> state;
  private final Function<Map<String, Object>, Uni<Void>> twin;
  private final AtomicBoolean reporting = new AtomicBoolean();
  private volatile ReportedState known;

  /**
   * @param twin patches the reported properties; completes when the hub has taken the patch
   */
  TwinReporter(Supplier<ReportedState> state, Function<Map<String, Object>, Uni<Void>> twin) {
    this.state = state;
    this.twin = twin;
  }

  /** Reports what changed since the last report, unless one is under way. */
  void report() {
    if (!reporting.compareAndSet(false, true)) {
      return;
    }
    ReportedState now = state.get();
    Map<String, Object> patch = now.patchFrom(known);
    Uni<Void> done =
        patch.isEmpty()
            ? Uni.createFrom().voidItem()
            : forgetEarlier().chain(() -> twin.apply(patch));
    done.onTermination()
        .invoke(() -> reporting.set(false))
        .subscribe()
        .with(
            ignored -> known = now,
            failure -> LOG.debugf("twin not updated, to be made up for: %s", failure.getMessage()));
  }

  /** Machines that an earlier life of the module reported are not this one's. */
  private Uni<Void> forgetEarlier() {
    return known == null
        ? twin.apply(Collections.singletonMap("machines", null))
        : Uni.createFrom().voidItem();
  }
}
