package fettle.inference.sketch;

import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.inference.model.ModelInfo;
import fettle.telemetry.TelemetryBatch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What one machine's model saw and said since the last message. */
final class MachineSketch {
  private final ModelInfo model;
  private final KllSketch[] signals;
  private final int[] columns;
  private final KllSketch score;
  private List<String> batchSignals;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  /**
   * @param seed of the sketches' coins; no two messages should have the same
   */
  MachineSketch(ModelInfo model, int seed) {
    this.model = model;
    signals = new KllSketch[model.signals().size()];
    Arrays.setAll(signals, f -> new KllSketch(31 * seed + f));
    columns = new int[signals.length];
    score = new KllSketch(31 * seed + signals.length);
  }

  ModelInfo model() {
    return model;
  }

  void take(TelemetryBatch batch) {
    findColumns(batch.signals());
    for (int f = 0; f < columns.length; f++) {
      if (columns[f] >= 0) {
        addPresent(batch.values()[columns[f]], signals[f]);
      }
    }
    addPresent(batch.scoring().score(), score);
    from = Math.min(from, batch.times()[0]);
    to = Math.max(to, batch.times()[batch.readings() - 1]);
  }

  /** NaN is no reading here, not one that cannot be sketched. */
  private static void addPresent(double[] values, KllSketch sketch) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sketch.add(value);
      }
    }
  }

  /** Where the model's signals are in the batch; looked up only when the batch's names change. */
  private void findColumns(List<String> names) {
    if (!names.equals(batchSignals)) {
      batchSignals = names;
      Arrays.setAll(columns, f -> names.indexOf(model.signals().get(f)));
    }
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  byte[] score() {
    return KllCodec.encode(score);
  }

  /** The packed sketches of the signals from one index up to another, in the model's order. */
  SequencedMap<String, byte[]> signals(int first, int end) {
    SequencedMap<String, byte[]> packed = new LinkedHashMap<>();
    for (int f = first; f < end; f++) {
      packed.put(model.signals().get(f), KllCodec.encode(signals[f]));
    }
    return packed;
  }
}
