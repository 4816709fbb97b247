package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import java.util.Collection;

/**
 * The alarms of a partition and what may become one, as the store has them. A machine has one open
 * alarm of a kind at most. Not thread-safe.
 */
public final class AlarmBook {
  private final Alarms alarms = new Alarms();
  private final ScoreWatches scores = new ScoreWatches(alarms);
  private final SignalWatches signals = new SignalWatches(alarms);
  private final SilentMachines silent = new SilentMachines(alarms);
  private boolean loaded;

  /** Whether {@link #load} has been called. */
  public boolean isLoaded() {
    return loaded;
  }

  /**
   * Takes what the store has of the partition.
   *
   * @param past ids of the cleared ones
   */
  public void load(Collection<Alarm> open, Collection<String> past) {
    alarms.load(open, past);
    loaded = true;
  }

  /** Open alarms. */
  public int open() {
    return alarms.open();
  }

  /** Judges by scores. */
  public ScoreWatches scores() {
    return scores;
  }

  /** Judges whether signals make sense. */
  public SignalWatches signals() {
    return signals;
  }

  /** Judges by silence. */
  public SilentMachines silent() {
    return silent;
  }

  /**
   * Forgets a machine; its alarms are over.
   *
   * @param at when it is forgotten, epoch milliseconds
   */
  public void forget(AlarmRules rules, MachineId machine, long at, AlarmStep step) {
    scores.forget(machine);
    signals.forget(machine);
    alarms.closeAll(rules, machine, at, step);
  }
}
