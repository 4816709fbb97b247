package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Share;
import fettle.telemetry.store.Varint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stretch of anomalous readings: pending until it is raised, then an alarm. Mutable. */
final class Episode {
  private final long first;
  private final Map<String, Double> contributions = new TreeMap<>();
  private long raised = Slot.NEVER;
  private long last;
  private double peak;
  private String model = "";

  /**
   * @param first its first anomalous reading
   * @param last its newest
   * @param peak highest score so far
   */
  Episode(long first, long last, double peak) {
    this.first = first;
    this.last = last;
    this.peak = peak;
  }

  /** From its first anomalous reading to its newest, milliseconds. */
  long lasted() {
    return last - first;
  }

  boolean isRaised() {
    return raised != Slot.NEVER;
  }

  void raise(long time, String scoredBy) {
    raised = time;
    model = scoredBy;
  }

  /** Takes an anomalous reading. */
  void extend(long time, double score) {
    last = time;
    peak = Slot.higher(peak, score);
  }

  /** Adds what each signal contributed to the {@code k}th reading that has contributions. */
  void contribute(List<String> signals, Contribution contribution, int k) {
    for (int s = 0; s < signals.size(); s++) {
      double[] shares = contribution.share()[s];
      if (shares != null && shares[k] > 0) {
        contributions.merge(signals.get(s), shares[k], Double::sum);
      }
    }
  }

  Alarm alarm(MachineId machine, Alarm.Severity severity) {
    return new Alarm(
        machine,
        Alarm.Kind.ANOMALY,
        severity,
        model,
        first,
        raised,
        last,
        Alarm.OPEN,
        peak,
        shares(),
        List.of());
  }

  private List<Share> shares() {
    double all = contributions.values().stream().mapToDouble(Double::doubleValue).sum();
    return contributions.entrySet().stream()
        .map(each -> new Share(each.getKey(), each.getValue() / all))
        .sorted(Comparator.comparingDouble(Share::share).reversed())
        .limit(Alarm.MOST_SHARES)
        .toList();
  }

  /** Bytes that {@link #put} writes at most. */
  int mostBytes() {
    int bytes = 5 * Varint.MAX_BYTES + Double.BYTES + 3 * model.length();
    for (String signal : contributions.keySet()) {
      bytes += Varint.MAX_BYTES + 3 * signal.length() + Double.BYTES;
    }
    return bytes;
  }

  void put(ByteBuffer out) {
    Varint.put(out, first);
    Varint.put(out, raised);
    Varint.put(out, last);
    out.putDouble(peak);
    putText(out, model);
    Varint.put(out, contributions.size());
    contributions.forEach(
        (signal, sum) -> {
          putText(out, signal);
          out.putDouble(sum);
        });
  }

  static Episode get(ByteBuffer in) {
    long first = Varint.get(in);
    long raised = Varint.get(in);
    Episode episode = new Episode(first, Varint.get(in), in.getDouble());
    episode.raise(raised, text(in));
    for (int left = Varint.length(in); left > 0; left--) {
      episode.contributions.put(text(in), in.getDouble());
    }
    return episode;
  }

  private static void putText(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Varint.put(out, bytes.length);
    out.put(bytes);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[Varint.length(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
