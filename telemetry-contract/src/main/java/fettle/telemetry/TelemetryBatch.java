package fettle.telemetry;

import java.util.List;

/**
 * A batch of readings of one machine, columnar. The arrays belong to the batch and are not copied:
 * whoever hands them over does not change them afterwards.
 *
 * @param machine {@code [A-Za-z0-9_-]{1,64}}, unique on its device
 * @param session changes whenever the sending module starts; empty for the flat form
 * @param seq counts from 0 in a session; -1 for the flat form
 * @param times epoch milliseconds UTC, non-decreasing; two readings at one time are two readings
 * @param signals names, in the order of {@code values}
 * @param values {@code [signal][reading]}, NaN where there is no reading
 * @param scoring scores of an inference module, or null when the batch was not scored
 */
public record TelemetryBatch(
    String machine,
    String session,
    long seq,
    long[] times,
    List<String> signals,
    double[][] values,
    Scoring scoring) {

  private static final int LONGEST_MACHINE = 64;

  /** Whether this may be a machine's name. */
  public static boolean isMachineName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_MACHINE) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isMachineCharacter(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMachineCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /** Number of readings, at least 1 in a decoded batch. */
  public int readings() {
    return times.length;
  }

  /** Whether session and sequence number can tell a repeat of this batch. */
  public boolean hasSequence() {
    return seq >= 0;
  }

  /** {@code machine:session:seq}, the message id at every hop. */
  public String messageId() {
    return machine + ':' + session + ':' + seq;
  }

  /** The same readings with scores. */
  public TelemetryBatch withScoring(Scoring newScoring) {
    return new TelemetryBatch(machine, session, seq, times, signals, values, newScoring);
  }
}
