package fettle.dashboard.fleet;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.MachineState;
import java.util.Arrays;
import java.util.Locale;

/** A machine of the fleet: its newest state, and how that was judged. Not thread-safe. */
public final class Member {
  private final MachineId id;
  private MachineState state;
  private MachineDescription description = MachineDescription.NONE;
  private String searched = "";
  private String nameToSort;
  private String siteToSort = "";
  private Condition condition = Condition.UNSCORED;
  private long version;

  Member(MachineId id) {
    this.id = id;
    this.nameToSort = lower(id.machine());
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
    String name = description.name();
    nameToSort = lower(name.isEmpty() ? id.machine() : name);
    siteToSort = lower((description.site() + " " + description.line()).strip());
    search();
  }

  private void search() {
    searched =
        lower(
            String.join(
                " ",
                id.toString(),
                state.model(),
                description.name(),
                description.site(),
                description.line()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
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

  /** What its row is headed with, lower case. */
  String nameToSort() {
    return nameToSort;
  }

  /** Where it stands, lower case; empty where nothing is known. */
  String siteToSort() {
    return siteToSort;
  }

  /** In percent; NaN when none of the last seconds was scored. */
  double highestRecentScore() {
    int highest = Arrays.stream(state.spark()).max().orElse(-1);
    return highest < 0 ? Double.NaN : highest;
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
