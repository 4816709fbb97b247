package fettle.telemetry.alarm;

import fettle.telemetry.MachineId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One episode in which something was the matter with a machine. A machine has one open alarm of a
 * kind at most. Times are epoch milliseconds: event times, but of an {@link Kind#OFFLINE} alarm,
 * which is about silence, the gateway's clock.
 *
 * @param machine whose it is
 * @param kind what was the matter
 * @param severity how much it matters
 * @param model {@code name:version} that scored the reading that raised it; empty when not known
 *     and when no model was asked
 * @param first its first anomalous reading, or the machine's last sign of life
 * @param raised the reading, or the time, by which it was raised
 * @param last its newest anomalous reading; of an offline one as {@code raised}
 * @param cleared when it was cleared, or when its machine had been silent for so long that it was
 *     forgotten; {@link #OPEN} before
 * @param peak highest score of its anomalous readings, NaN when they carry none
 * @param shares the signals that contributed most to its scores, largest first; empty when the
 *     model names none
 * @param findings the signals that stopped making sense, in the order in which they did; of a
 *     flat-lined or out-of-limits alarm alone
 */
public record Alarm(
    MachineId machine,
    Kind kind,
    Severity severity,
    String model,
    long first,
    long raised,
    long last,
    long cleared,
    double peak,
    List<Share> shares,
    List<Finding> findings) {

  /** In place of a time that has not come. */
  public static final long OPEN = 0;

  /** Signals that are named at most. */
  public static final int MOST_SHARES = 3;

  /** Findings that are named at most. */
  public static final int MOST_FINDINGS = 16;

  /** Device ids and machine names have no such character. */
  private static final char SEPARATOR = '~';

  /** What was the matter. */
  public enum Kind {
    /** The model's scores say that the machine is not as it was in training. */
    ANOMALY,
    /** The machine has been silent for longer than its own cadence explains. */
    OFFLINE,
    /** Signals stay exactly the same for far longer than they used to. */
    FLATLINE,
    /** Signals are outside the limits that the machine's description gives. */
    LIMIT;

    /** The name in JSON, URLs, settings and metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this {@link #wire} name. */
    public static Optional<Kind> of(String wire) {
      return Stream.of(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
  }

  /** How much an alarm matters, the least first. */
  public enum Severity {
    /** To be looked at some time. */
    INFO,
    /** To be looked at soon. */
    WARNING,
    /** To be looked at now. */
    CRITICAL;

    /** The name in JSON, URLs, settings and metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The severity with this {@link #wire} name. */
    public static Optional<Severity> of(String wire) {
      return Stream.of(values()).filter(each -> each.wire().equals(wire)).findFirst();
    }
  }

  /**
   * A signal's part in an alarm.
   *
   * @param share of all signals' contributions, 0 to 1
   */
  public record Share(String signal, double share) {}

  /**
   * A signal that stopped making sense.
   *
   * @param value the one that it stays at, or the one farthest outside its limits
   * @param low its lower limit, NaN when there is none
   * @param high its upper limit, NaN when there is none
   * @param since since when, epoch milliseconds
   */
  public record Finding(String signal, double value, double low, double high, long since) {}

  public Alarm {
    shares = List.copyOf(shares);
    findings = List.copyOf(findings);
  }

  /** An anomaly that matters as anomalies do by default. */
  public Alarm(
      MachineId machine,
      String model,
      long first,
      long raised,
      long last,
      long cleared,
      double peak,
      List<Share> shares) {
    this(
        machine,
        Kind.ANOMALY,
        Severity.WARNING,
        model,
        first,
        raised,
        last,
        cleared,
        peak,
        shares,
        List.of());
  }

  /** What it is known by: the same episode has the same id, however often it is computed. */
  public String id() {
    String of = kind == Kind.ANOMALY ? "" : kind.wire() + SEPARATOR;
    return machine.device() + SEPARATOR + machine.machine() + SEPARATOR + of + first;
  }

  /** The first time of the alarm with this id; ids of one machine are in that order. */
  public static long firstOf(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf(SEPARATOR) + 1));
  }

  /** What an open alarm is known by in the store: there is one of a machine and kind at most. */
  public String slot() {
    return slot(machine, kind);
  }

  /** The same of a machine and kind, as entries had it when there were anomalies alone. */
  public static String slot(MachineId machine, Kind kind) {
    return kind == Kind.ANOMALY ? machine.toString() : machine.toString() + SEPARATOR + kind.wire();
  }

  /** The signals that it names. */
  public Stream<String> signals() {
    return Stream.concat(
        shares.stream().map(Share::signal), findings.stream().map(Finding::signal));
  }

  /** Whether it has not been cleared. */
  public boolean isOpen() {
    return cleared == OPEN;
  }

  /** The same, over. */
  public Alarm clearedAt(long time) {
    return new Alarm(
        machine, kind, severity, model, first, raised, last, time, peak, shares, findings);
  }
}
