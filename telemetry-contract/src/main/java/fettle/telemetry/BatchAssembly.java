package fettle.telemetry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a message as read, and the rules that make them a batch. */
final class BatchAssembly {
  String machine;
  String session;
  long seq = -1;
  long[] times;
  long firstTime;
  boolean firstTimeSeen;
  double interval = Double.NaN;
  long readings = -1;
  List<String> signals;
  double[][] values;
  String model;
  double[] score;
  boolean[] anomaly;
  long[] contributionAt;
  final Map<String, double[]> shares = new HashMap<>();
  long scoredAt;
  private boolean versionSeen;

  void version(long version) throws Rejection {
    if (version != TelemetryCodec.VERSION) {
      throw new Rejection(
          RejectReason.UNKNOWN_VERSION,
          "v=" + version + ", this program reads " + TelemetryCodec.VERSION);
    }
    versionSeen = true;
  }

  boolean hasVersion() {
    return versionSeen;
  }

  TelemetryBatch toBatch(Limits limits) throws Rejection {
    require(versionSeen, Field.VERSION);
    require(machine != null, Field.MACHINE);
    require(session != null, Field.SESSION);
    require(signals != null, Field.SIGNALS);
    if (!TelemetryBatch.isMachineName(machine)) {
      throw new Rejection(
          RejectReason.BAD_MACHINE, "machine must be 1 to 64 of letters, digits, _ and -");
    }
    if (session.isEmpty() || !Rules.isPrintable(session)) {
      throw new Rejection(
          RejectReason.BAD_SEQUENCE,
          "session must have 1 to " + Rules.MAX_NAME + " printable characters");
    }
    if (seq < 0) {
      throw new Rejection(RejectReason.BAD_SEQUENCE, "seq must be 0 or more");
    }
    long[] t = times == null ? spread(limits) : times;
    checkTimes(t);
    checkSignals(t.length);
    return new TelemetryBatch(
        machine, session, seq, t, List.copyOf(signals), values, scoring(t.length));
  }

  private long[] spread(Limits limits) throws Rejection {
    require(firstTimeSeen && !Double.isNaN(interval) && readings >= 0, Field.TIMES);
    if (readings > limits.maxReadings()) {
      throw new Rejection(
          RejectReason.TOO_MANY_READINGS, "more than " + limits.maxReadings() + " readings");
    }
    if (interval < 0) {
      throw new Rejection(RejectReason.TIME_ORDER, "dt must not be negative");
    }
    long[] t = new long[(int) readings];
    for (int i = 0; i < t.length; i++) {
      t[i] = firstTime + Math.round(i * interval);
    }
    return t;
  }

  private static void checkTimes(long[] t) throws Rejection {
    if (t.length == 0) {
      throw new Rejection(RejectReason.NO_READINGS, "the batch has no reading");
    }
    long previous = 0;
    for (int i = 0; i < t.length; i++) {
      if (!Rules.isTime(t[i])) {
        throw new Rejection(
            RejectReason.BAD_TIME, "t[" + i + "] is not epoch milliseconds from 1970 to 9999");
      }
      if (t[i] < previous) {
        throw new Rejection(RejectReason.TIME_ORDER, "t[" + i + "] is before the reading ahead");
      }
      previous = t[i];
    }
  }

  private void checkSignals(int length) throws Rejection {
    if (signals.isEmpty()) {
      throw new Rejection(RejectReason.NO_READINGS, "signals is empty");
    }
    Set<String> seen = HashSet.newHashSet(signals.size());
    for (int s = 0; s < values.length; s++) {
      String name = signals.get(s);
      if (!isSignalName(name) || !seen.add(name)) {
        throw new Rejection(
            RejectReason.BAD_SIGNAL,
            "signal " + s + " has a name that is empty, too long, repeated or not printable");
      }
      requireLength(name, values[s].length, length);
    }
  }

  private static boolean isSignalName(String name) {
    return !name.isBlank() && Rules.isPrintable(name);
  }

  private Scoring scoring(int length) throws Rejection {
    if (score == null) {
      return null;
    }
    require(model != null, Field.MODEL);
    require(anomaly != null, Field.ANOMALY);
    if (!Rules.isPrintable(model)) {
      throw new Rejection(
          RejectReason.BAD_MODEL,
          "model must have at most " + Rules.MAX_NAME + " printable characters");
    }
    requireLength(Field.SCORE, score.length, length);
    requireLength(Field.ANOMALY, anomaly.length, length);
    for (int i = 0; i < length; i++) {
      if (score[i] < 0 || score[i] > 1) {
        throw new Rejection(RejectReason.BAD_NUMBER, "score[" + i + "] is not in 0..1");
      }
    }
    return new Scoring(model, score, anomaly, contribution(length), scoredAt);
  }

  private Contribution contribution(int length) throws Rejection {
    if (contributionAt == null) {
      return null;
    }
    int[] at = new int[contributionAt.length];
    for (int k = 0; k < at.length; k++) {
      if (contributionAt[k] < 0 || contributionAt[k] >= length) {
        throw new Rejection(
            RejectReason.LENGTH_MISMATCH, "contribution.at[" + k + "] names no reading");
      }
      at[k] = (int) contributionAt[k];
    }
    double[][] share = new double[signals.size()][];
    for (int s = 0; s < share.length; s++) {
      share[s] = shares.get(signals.get(s));
      if (share[s] != null) {
        requireLength("contribution of " + signals.get(s), share[s].length, at.length);
      }
    }
    return new Contribution(at, share);
  }

  private static void require(boolean present, String field) throws Rejection {
    if (!present) {
      throw new Rejection(RejectReason.MISSING_FIELD, "the field " + field + " is missing");
    }
  }

  private static void requireLength(String name, int actual, int expected) throws Rejection {
    if (actual != expected) {
      throw new Rejection(
          RejectReason.LENGTH_MISMATCH,
          name + " has " + actual + " values where " + expected + " are due");
    }
  }
}
