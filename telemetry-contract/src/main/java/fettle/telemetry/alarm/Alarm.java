package fettle.telemetry.alarm;

import fettle.telemetry.MachineId;
import java.util.List;

/**
 * One episode in which a machine was anomalous. Times are event times, epoch milliseconds.
 *
 * @param machine whose it is
 * @param model {@code name:version} that scored the reading that raised it; empty when not known
 * @param first its first anomalous reading
 * @param raised the reading by which it was raised
 * @param last its newest anomalous reading
 * @param cleared the reading by which it was cleared, or when its machine had been silent for so
 *     long that it was forgotten; {@link #OPEN} before
 * @param peak highest score of its anomalous readings, NaN when they carry none
 * @param shares the signals that contributed most to its scores, largest first; empty when the
 *     model names none
 */
public record Alarm(
    MachineId machine,
    String model,
    long first,
    long raised,
    long last,
    long cleared,
    double peak,
    List<Share> shares) {

  /** In place of a time that has not come. */
  public static final long OPEN = 0;

  /** Signals that are named at most. */
  public static final int MOST_SHARES = 3;

  /** Device ids and machine names have no such character. */
  private static final char SEPARATOR = '~';

  /**
   * A signal's part in an alarm.
   *
   * @param share of all signals' contributions, 0 to 1
   */
  public record Share(String signal, double share) {}

  public Alarm {
    shares = List.copyOf(shares);
  }

  /** What it is known by: the same episode has the same id, however often it is computed. */
  public String id() {
    return machine.device() + SEPARATOR + machine.machine() + SEPARATOR + first;
  }

  /** The first time of the alarm with this id; ids of one machine are in that order. */
  public static long firstOf(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf(SEPARATOR) + 1));
  }

  /** Whether it has not been cleared. */
  public boolean isOpen() {
    return cleared == OPEN;
  }

  /** The same, over. */
  public Alarm clearedAt(long time) {
    return new Alarm(machine, model, first, raised, last, time, peak, shares);
  }
}
