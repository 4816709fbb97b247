package fettle.gateway.rollup;

import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.store.Hops;
import fettle.telemetry.store.MachineState;
import java.util.Arrays;
import java.util.List;

/** What the gateway holds of one machine while it owns its partition. Not thread-safe. */
public final class MachineMemory {
  private static final double WEIGHT_OF_NEW = 0.2;

  private final MachineId id;
  private final int partition;
  private final SignalIndex signals;
  private final SeenSequences seen;
  private final Spark spark;
  private MachineState.Counters counters;
  private long firstEvent;
  private long lastEvent;
  private double intervalMs;
  private double arrivalMs;
  private String model;
  private double score;
  private boolean anomalous;
  private double[] lastValues;
  private Hops hops;

  /** A machine as the store has it. */
  public MachineMemory(MachineState state, SeenSequences seen, RollupRules rules) {
    this.id = state.id();
    this.partition = state.partition();
    this.signals = new SignalIndex(state.signals());
    this.seen = seen;
    this.spark = new Spark(state.spark(), rules.finest().bucketStart(state.lastEvent()));
    this.counters = state.counters();
    this.firstEvent = state.firstEvent();
    this.lastEvent = state.lastEvent();
    this.intervalMs = state.intervalMs();
    this.arrivalMs = state.arrivalMs();
    this.model = state.model();
    this.score = state.score();
    this.anomalous = state.anomalous();
    this.lastValues = state.lastValues();
    this.hops = state.hops();
  }

  /** A machine nobody has heard of. */
  static MachineMemory unheardOf(MachineId id, int partition, RollupRules rules) {
    MachineState state =
        new MachineState(
            id,
            partition,
            List.of(),
            MachineState.Counters.NONE,
            0,
            0,
            Double.NaN,
            Double.NaN,
            "",
            Double.NaN,
            false,
            new double[0],
            Hops.NONE,
            new int[0]);
    SeenSequences seen = new SeenSequences(rules.maxSessions(), rules.maxIntervals());
    return new MachineMemory(state, seen, rules);
  }

  /** What the store and the fleet page get. */
  public MachineState state() {
    return new MachineState(
        id,
        partition,
        signals.names(),
        counters,
        firstEvent,
        lastEvent,
        intervalMs,
        arrivalMs,
        model,
        score,
        anomalous,
        lastValues.clone(),
        hops,
        spark.points());
  }

  public MachineId id() {
    return id;
  }

  public SeenSequences seen() {
    return seen;
  }

  SignalIndex signals() {
    return signals;
  }

  Spark spark() {
    return spark;
  }

  /** Time of the newest reading rolled up, 0 when there is none: later buckets cannot exist. */
  long lastEvent() {
    return lastEvent;
  }

  /** Its last sign of life. */
  Heard heard() {
    return Heard.of(hops, counters, arrivalMs, intervalMs);
  }

  void countRepeat() {
    MachineState.Counters c = counters;
    counters =
        new MachineState.Counters(
            c.batches(),
            c.readings(),
            c.scored(),
            c.anomalous(),
            c.repeats() + 1,
            c.missing(),
            c.late(),
            c.future());
  }

  /**
   * Takes note of a first arrival.
   *
   * @param rolled its readings that entered the coarsest tier
   * @param numbers the numbers of its signals
   */
  void accept(TelemetryBatch batch, int[] numbers, Window rolled, long enqueuedAt, long now) {
    count(batch, rolled);
    if (hops.enqueued() > 0 && enqueuedAt >= hops.enqueued()) {
      arrivalMs = blend(arrivalMs, enqueuedAt - hops.enqueued());
    }
    long[] times = batch.times();
    Scoring scoring = batch.scoring();
    long scoredAt = scoring == null ? 0 : scoring.scoredAt();
    hops = new Hops(times[times.length - 1], scoredAt, enqueuedAt, now);
    if (rolled.isEmpty()) {
      return;
    }
    long first = times[rolled.from()];
    long last = times[rolled.to() - 1];
    estimateInterval(first, last, rolled.to() - rolled.from());
    firstEvent = firstEvent == 0 ? first : Math.min(firstEvent, first);
    if (last >= lastEvent) {
      lastEvent = last;
      remember(batch, numbers, rolled);
    }
  }

  private void count(TelemetryBatch batch, Window rolled) {
    int scored = 0;
    int anomalies = 0;
    Scoring scoring = batch.scoring();
    if (scoring != null) {
      for (int i = 0; i < batch.readings(); i++) {
        scored += Double.isNaN(scoring.score()[i]) ? 0 : 1;
        anomalies += scoring.anomaly()[i] ? 1 : 0;
      }
    }
    MachineState.Counters c = counters;
    counters =
        new MachineState.Counters(
            c.batches() + 1,
            c.readings() + batch.readings(),
            c.scored() + scored,
            c.anomalous() + anomalies,
            c.repeats(),
            seen.missing(),
            c.late() + rolled.from(),
            c.future() + batch.readings() - rolled.to());
  }

  private void estimateInterval(long first, long last, int readings) {
    if (readings > 1 && last > first) {
      intervalMs = blend(intervalMs, (last - first) / (readings - 1.0));
    } else if (readings == 1 && lastEvent > 0 && first > lastEvent) {
      intervalMs = blend(intervalMs, first - lastEvent);
    }
  }

  private static double blend(double estimate, double observed) {
    return Double.isNaN(estimate) ? observed : estimate + WEIGHT_OF_NEW * (observed - estimate);
  }

  private void remember(TelemetryBatch batch, int[] numbers, Window rolled) {
    int known = lastValues.length;
    if (known < signals.size()) {
      lastValues = Arrays.copyOf(lastValues, signals.size());
      Arrays.fill(lastValues, known, lastValues.length, Double.NaN);
    }
    for (int s = 0; s < numbers.length; s++) {
      int at = lastPresent(batch.values()[s], rolled);
      if (at >= 0) {
        lastValues[numbers[s]] = batch.values()[s][at];
      }
    }
    Scoring scoring = batch.scoring();
    model = scoring == null ? "" : scoring.model();
    score = scoring == null ? Double.NaN : scoring.score()[rolled.to() - 1];
    int at = scoring == null ? -1 : lastPresent(scoring.score(), rolled);
    if (at >= 0) {
      anomalous = scoring.anomaly()[at];
    }
  }

  private static int lastPresent(double[] column, Window rolled) {
    for (int i = rolled.to() - 1; i >= rolled.from(); i--) {
      if (!Double.isNaN(column[i])) {
        return i;
      }
    }
    return -1;
  }
}
