package fettle.gateway.rollup;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.alarm.OfflineRules;
import fettle.telemetry.MachineId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches for machines of a partition that fall silent, by the clock. Silence counts from when
 * everything in the stream had been read: before, it may be the gateway's own. Not thread-safe.
 *
 * <p>What it remembers besides the alarms is not in the store. A gateway that takes the partition
 * over begins to watch anew, so it raises and clears such alarms later, but never others, and an
 * episode's alarm has the same id whoever raises it.
 */
public final class SilenceWatch {
  private static final long NOT_WATCHING = Long.MAX_VALUE;

  private final Map<MachineId, Long> backSince = new HashMap<>();
  private long watchingSince = NOT_WATCHING;

  /**
   * What a look found.
   *
   * @param machines of the partition
   * @param silent those that have been silent for too long and have no alarm, with their last sign
   *     of life, epoch milliseconds
   * @param back those that have an alarm and have been back for long enough
   */
  public record Found(int machines, Map<MachineId, Long> silent, List<MachineId> back) {}

  /** The stream answers, and everything in it has been read. */
  public void caughtUp(long now) {
    watchingSince = Math.min(watchingSince, now);
  }

  /** The stream does not answer, or there is more in it. */
  public void fellBehind() {
    watchingSince = NOT_WATCHING;
  }

  /** Looks at all machines at this time, epoch milliseconds. */
  public Found look(PartitionMemory memory, OfflineRules rules, long now) {
    Map<MachineId, Heard> signs = memory.heard();
    Map<MachineId, Long> silent = new LinkedHashMap<>();
    Set<MachineId> offline = memory.alarms().silent().all();
    backSince.keySet().retainAll(offline);
    signs.forEach(
        (machine, heard) -> {
          long forgiven = rules.forgivenMs(heard.cadenceMs());
          if (offline.contains(machine)) {
            note(machine, heard, memory.alarms().silent().since(machine), forgiven, now);
          } else if (watchingSince != NOT_WATCHING
              && heard.gateway() > 0
              && now - Math.max(heard.gateway(), watchingSince) > forgiven) {
            silent.put(machine, heard.gateway());
          }
        });
    List<MachineId> back =
        backSince.entrySet().stream()
            .filter(each -> now - each.getValue() >= rules.clearAfterMs())
            .map(Map.Entry::getKey)
            .toList();
    return new Found(signs.size(), silent, back);
  }

  /** A machine is back when it was heard since, and is not silent again. */
  private void note(MachineId machine, Heard heard, long since, long forgiven, long now) {
    if (heard.gateway() > since && now - heard.gateway() <= forgiven) {
      backSince.putIfAbsent(machine, now);
    } else {
      backSince.remove(machine);
    }
  }

  /**
   * What has to be written of that; it leaves the offset as it is.
   *
   * @param outage whether all that silence is no matter of machines: then none is raised
   * @param offset the next to read
   */
  public static Step step(
      PartitionMemory memory,
      AlarmRules rules,
      Found found,
      boolean outage,
      long offset,
      long now) {
    Step step = new Step(offset, now, memory.rules().tiers().size());
    if (!outage) {
      found
          .silent()
          .forEach(
              (machine, heard) ->
                  memory.alarms().silent().fellSilent(rules, machine, heard, now, step.alarms()));
    }
    found
        .back()
        .forEach(machine -> memory.alarms().silent().cameBack(rules, machine, now, step.alarms()));
    return step;
  }
}
