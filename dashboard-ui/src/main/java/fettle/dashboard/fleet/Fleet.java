package fettle.dashboard.fleet;

import fettle.dashboard.store.Beats;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.MachineState;
import java.util.ArrayList;
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
  private final Map<FleetQuery.Filter, List<Member>> matches = new HashMap<>();
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

  /** Machines that match, the worst condition first, then by name. */
  public List<Member> matching(FleetQuery.Filter filter) {
    if (matches.size() > MOST_ANSWERS) {
      matches.clear();
    }
    return matches.computeIfAbsent(filter, this::select);
  }

  private List<Member> select(FleetQuery.Filter filter) {
    List<List<Member>> byCondition = new ArrayList<>();
    for (int i = 0; i < Condition.values().length; i++) {
      byCondition.add(new ArrayList<>());
    }
    for (Member member : members.values()) {
      if (member.matches(filter)) {
        byCondition.get(member.condition().ordinal()).add(member);
      }
    }
    List<Member> all = new ArrayList<>();
    byCondition.forEach(all::addAll);
    return all;
  }
}
