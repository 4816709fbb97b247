package fettle.dashboard.fleet;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.MachineState;
import java.util.Locale;

/** A machine of the fleet: its newest state, and how that was judged. Not thread-safe. */
public final class Member {
  private final MachineId id;
  private MachineState state;
  private MachineDescription description = MachineDescription.NONE;
  private String searched = "";
  private Condition condition = Condition.UNSCORED;
  private long version;

  Member(MachineId id) {
    this.id = id;
  }

  /**
   * Whether this state is newer than the one held. Of two that came within a millisecond the one
   * that is taken later is; the same one, read again, is not: every batch changes a counter.
   */
  boolean isNewer(MachineState candidate) {
    if (state == null) {
      return true;
    }
    long held = state.hops().gateway();
    long offered = candidate.hops().gateway();
    return offered > held || (offered == held && !candidate.counters().equals(state.counters()));
  }

  void take(MachineState newer, long newVersion) {
    boolean sameWords = state != null && state.model().equals(newer.model());
    state = newer;
    version = newVersion;
    if (!sameWords) {
      search();
    }
  }

  void described(MachineDescription newDescription, long newVersion) {
    description = newDescription;
    version = newVersion;
    search();
  }

  private void search() {
    searched =
        String.join(
                " ",
                id.toString(),
                state.model(),
                description.name(),
                description.site(),
                description.line())
            .toLowerCase(Locale.ROOT);
  }

  void judged(Condition newCondition, long newVersion) {
    condition = newCondition;
    version = newVersion;
  }

  boolean matches(FleetQuery.Filter filter) {
    if (!filter.conditions().isEmpty() && !filter.conditions().contains(condition)) {
      return false;
    }
    if (!filter.site().isEmpty() && !filter.site().equals(description.site())) {
      return false;
    }
    for (String word : filter.words()) {
      if (!searched.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Its name. */
  public MachineId id() {
    return id;
  }

  /** Its newest state. */
  public MachineState state() {
    return state;
  }

  /** What it is called. */
  public MachineDescription description() {
    return description;
  }

  /** How it is. */
  public Condition condition() {
    return condition;
  }

  /** The fleet's version at its newest change. */
  public long version() {
    return version;
  }
}
