package fettle.dashboard.fleet;

import fettle.dashboard.store.Beats;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.MachineState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All machines in memory, judged anew at each {@link #judge}. Answers of one judgement are shared
 * by all viewers that ask the same. Not thread-safe.
 */
public final class Fleet {
  private static final int MOST_ANSWERS = 64;

  private final Judge judge;
  private final TreeMap<MachineId, Member> members = new TreeMap<>();
  private final Map<Asked, List<Member>> matches = new HashMap<>();
  private FleetSummary summary = FleetSummary.EMPTY;
  private long described;
  private boolean undescribed;
  private long version;

  public Fleet(Judge judge) {
    this.judge = judge;
  }

  /** Takes all machines there are; others are forgotten. */
  public void replace(Collection<MachineState> states) {
    Set<MachineId> present = new HashSet<>();
    for (MachineState state : states) {
      present.add(state.id());
      put(state);
    }
    members.keySet().retainAll(present);
  }

  /**
   * Takes a machine's newer state. An older one (a read that was overtaken), or the one that is
   * held, changes nothing.
   */
  public void put(MachineState state) {
    Member member = members.get(state.id());
    if (member == null) {
      member = new Member(state.id());
      members.put(state.id(), member);
      undescribed = true;
    }
    if (member.isNewer(state)) {
      member.take(state, ++version);
    }
  }

  /** Takes what machines are called. */
  public void describe(Descriptions descriptions) {
    if (descriptions.version() == described && !undescribed) {
      return;
    }
    described = descriptions.version();
    undescribed = false;
    for (Member member : members.values()) {
      MachineDescription description = descriptions.of(member.id());
      if (!description.equals(member.description())) {
        member.described(description, ++version);
      }
    }
  }

  /**
   * Judges all machines at this time (epoch milliseconds), those of a silent gateway at its last
   * sign of life, and forgets the answers before.
   */
  public void judge(Beats beats, long now) {
    matches.clear();
    for (Member member : members.values()) {
      Condition condition = judge.condition(member.state(), beats, now);
      if (condition != member.condition()) {
        member.judged(condition, ++version);
      }
    }
    summary = FleetSummary.of(members.values(), judge, beats);
  }

  /** What is shown on top. */
  public FleetSummary summary() {
    return summary;
  }

  /** The newest change of any machine; grows. */
  public long version() {
    return version;
  }

  /** Machines that match, in this order. */
  public List<Member> matching(FleetQuery.Filter filter, Sort sort) {
    if (matches.size() > MOST_ANSWERS) {
      matches.clear();
    }
    return matches.computeIfAbsent(new Asked(filter, sort), this::select);
  }

  private record Asked(FleetQuery.Filter filter, Sort sort) {}

  private List<Member> select(Asked asked) {
    return members.values().stream()
        .filter(member -> member.matches(asked.filter()))
        .sorted(asked.sort().comparator())
        .toList();
  }
}
