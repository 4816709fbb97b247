package fettle.dashboard.live;

import fettle.telemetry.store.MachineState;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The state of a machine that is watched, kept as new as its announcements: at each of them it is
 * read, with one read under way at most.
 *
 * <p>On the loop alone.
 */
final class WatchedState {
  private static final Logger LOG = Logger.getLogger(WatchedState.class);

  private final FeedAccess access;
  private final Consumer<String> changed;
  private MachineState state;
  private String json;
  private boolean reading;
  private boolean readAgain;

  /**
   * @param changed gets the state as JSON, judged, whenever that is another
   */
  WatchedState(MachineState first, FeedAccess access, Consumer<String> changed) {
    this.state = first;
    this.access = access;
    this.changed = changed;
    this.json = access.judged(first);
  }

  MachineState state() {
    return state;
  }

  /** The state as JSON, as it was last judged. */
  String json() {
    return json;
  }

  /** Reads it; asked for again meanwhile, it is read once more after that. */
  void refresh() {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    access
        .machines()
        .state(state.partition(), state.id())
        .emitOn(access.loop())
        .subscribe()
        .with(this::answered, this::failed);
  }

  private void answered(Optional<MachineState> newest) {
    reading = false;
    newest.ifPresent(this::take);
    if (readAgain) {
      readAgain = false;
      refresh();
    }
  }

  private void failed(Throwable e) {
    reading = false;
    readAgain = false;
    LOG.warnf("the state of %s cannot be read: %s", state.id(), e.getMessage());
  }

  /** Takes a state that was read; one that is older than the one held changes nothing. */
  void take(MachineState newest) {
    if (newest.hops().gateway() >= state.hops().gateway()) {
      state = newest;
      judge();
    }
  }

  /** Judges it anew: with time a silent machine goes offline. */
  void judge() {
    String newer = access.judged(state);
    if (!newer.equals(json)) {
      json = newer;
      changed.accept(newer);
    }
  }
}
