package fettle.telemetry.label;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps alarms silent: shelved ones, and maintenance. A function of the decisions in their
 * order, so whoever reads the log comes to the same. Not thread-safe.
 *
 * <p>An alarm that was raised during maintenance stays silenced by it. That can be told from the
 * log at any time, since a window is never opened for, nor moved over, a time that has passed.
 */
public final class Silences {
  private static final int MOST_SHELVED = 10_000;

  /** Windows of which it is remembered at most that they are over. */
  private static final int MOST_WINDOWS = 5_000;

  private final Map<String, Decision> shelved = oldestGoBeyond(MOST_SHELVED);
  private final Map<MachineId, Map<String, Decision>> ofMachines = new HashMap<>();
  private final Map<String, Map<String, Decision>> ofSites = new HashMap<>();
  private final Map<String, Decision> windows = new LinkedHashMap<>();

  private static Map<String, Decision> oldestGoBeyond(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Decision> eldest) {
        return size() > most;
      }
    };
  }

  /** Takes the next decision of the log; kinds that silence nothing are passed over. */
  public void take(Decision decision) {
    if (decision.kind() == Kind.SHELVING) {
      shelved.remove(decision.alarm());
      shelved.put(decision.alarm(), decision);
    } else if (decision.kind() == Kind.MAINTENANCE) {
      windows.remove(decision.about());
      windows.put(decision.about(), decision);
      scope(decision).put(decision.about(), decision);
      while (windows.size() > MOST_WINDOWS) {
        Decision oldest = windows.remove(windows.keySet().iterator().next());
        scope(oldest).remove(oldest.about());
      }
    }
  }

  private Map<String, Decision> scope(Decision window) {
    return window.site().isPresent()
        ? ofSites.computeIfAbsent(window.label(), site -> new LinkedHashMap<>())
        : ofMachines.computeIfAbsent(window.machine(), machine -> new LinkedHashMap<>());
  }

  /** The decision by which an alarm is shelved at this time, epoch milliseconds. */
  public Optional<Decision> shelving(String alarm, long now) {
    return Optional.ofNullable(shelved.get(alarm)).filter(decision -> now < decision.to());
  }

  /**
   * The maintenance during which an alarm was raised.
   *
   * @param site of its machine; empty when not known
   */
  public Optional<Decision> maintenance(Alarm alarm, String site) {
    return maintenance(alarm.machine(), site, alarm.raised());
  }

  /**
   * The maintenance of a machine at a time, epoch milliseconds: its own, else its site's.
   *
   * @param site of the machine; empty when not known
   */
  public Optional<Decision> maintenance(MachineId machine, String site, long at) {
    Optional<Decision> own = at(ofMachines.getOrDefault(machine, Map.of()), at);
    return own.isPresent() || site.isEmpty() ? own : at(ofSites.getOrDefault(site, Map.of()), at);
  }

  private static Optional<Decision> at(Map<String, Decision> windows, long at) {
    return windows.values().stream()
        .filter(window -> window.from() <= at && at < window.to())
        .findFirst();
  }
}
