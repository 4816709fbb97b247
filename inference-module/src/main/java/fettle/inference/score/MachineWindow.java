package fettle.inference.score;

import fettle.inference.model.ModelInfo;
import fettle.inference.score.BatchOrder.Place;
import fettle.telemetry.TelemetryBatch;
import java.util.List;

/**
 * The last readings of one machine as its model needs them, before and after the batch that came
 * last: the one before serves that batch again if it is delivered again.
 */
final class MachineWindow {

  private static final double NEW_INTERVAL_WEIGHT = 0.2;

  private final BatchOrder order;
  private final WindowRules rules;
  private final WindowState before;
  private final WindowState now;

  private ModelInfo model;
  private List<String> batchSignals = List.of();
  private int[] columns;
  private String missingSignal;

  /**
   * @param predecessor the machine's window for another model, or null: what came last is
   *     remembered across a change of model
   */
  MachineWindow(ModelInfo model, WindowRules rules, MachineWindow predecessor) {
    this.model = model;
    this.rules = rules;
    int signals = model.signals().size();
    before = new WindowState(model.window(), signals);
    now = new WindowState(model.window(), signals);
    columns = new int[signals];
    order = predecessor == null ? new BatchOrder() : predecessor.order;
    if (predecessor != null) {
      before.newest = predecessor.before.newest;
      now.newest = predecessor.now.newest;
    }
  }

  ModelInfo model() {
    return model;
  }

  /** The same window under another model that looks at the same readings. */
  MachineWindow forModel(ModelInfo other) {
    model = other;
    return this;
  }

  /**
   * Takes a batch in and lays its rows out.
   *
   * @param work gets the machine's rows, and for each reading a full window or the reason why not
   */
  Place take(TelemetryBatch batch, RowBuffer work) {
    Place place = order.place(batch, now.newest, rules.maxGapIntervals() * model.intervalMs());
    switch (place) {
      case NEXT -> before.copyFrom(now);
      case REPEAT -> now.copyFrom(before);
      case RESTART -> {
        now.forget();
        now.newest = WindowState.NEVER;
        before.copyFrom(now);
      }
      case LATE -> {
        work.reset(0, batch.readings(), model.signals().size());
        for (int i = 0; i < batch.readings(); i++) {
          work.unscored(i, Unscored.LATE);
        }
        return place;
      }
    }
    order.took(batch);
    findColumns(batch.signals());
    append(batch, work);
    return place;
  }

  /** One sentence on what keeps the machine from being scored well, or null. */
  String problem() {
    if (missingSignal != null) {
      return model.label() + " needs the signal '" + missingSignal + "', which is not sent";
    }
    double ratio = now.intervalMs / model.intervalMs();
    return ratio > 2 || ratio < 0.5
        ? "readings come every %d ms, %s expects %d ms"
            .formatted(Math.round(now.intervalMs), model.label(), model.intervalMs())
        : null;
  }

  private void append(TelemetryBatch batch, RowBuffer work) {
    int signals = model.signals().size();
    int remembered = now.count;
    work.reset(remembered, batch.readings(), signals);
    System.arraycopy(now.rows, 0, work.rows(), 0, remembered * signals);
    int run = remembered;
    for (int i = 0; i < batch.readings(); i++) {
      int row = remembered + i;
      if (isPause(batch.times()[i])) {
        now.forget();
        run = 0;
      }
      boolean complete = fill(batch, i, work.rows(), row * signals);
      run = complete ? run + 1 : 0;
      if (run >= model.window()) {
        work.full(i, row - model.window() + 1);
      } else {
        work.unscored(i, complete ? Unscored.WINDOW_NOT_FULL : Unscored.MISSING_VALUE);
      }
    }
    now.count = Math.min(run, model.window() - 1);
    int last = (remembered + batch.readings()) * signals;
    int kept = now.count * signals;
    System.arraycopy(work.rows(), last - kept, now.rows, 0, kept);
  }

  /** Whether a reading at this time is too far from the one before it; it is the newest then. */
  private boolean isPause(long time) {
    long step = time - now.newest;
    boolean first = now.newest == WindowState.NEVER;
    boolean pause = !first && step > rules.maxGapIntervals() * model.intervalMs();
    if (!first && !(pause && step > rules.maxGapIntervals() * now.intervalMs)) {
      now.intervalMs =
          Double.isNaN(now.intervalMs)
              ? step
              : now.intervalMs + NEW_INTERVAL_WEIGHT * (step - now.intervalMs);
    }
    now.newest = time;
    return pause;
  }

  /** Writes one row; false when a value is missing and cannot be held. */
  private boolean fill(TelemetryBatch batch, int reading, float[] rows, int at) {
    long time = batch.times()[reading];
    long maxAgeMs = rules.maxHoldIntervals() * model.intervalMs();
    boolean complete = true;
    for (int f = 0; f < columns.length; f++) {
      double value = columns[f] < 0 ? Double.NaN : batch.values()[columns[f]][reading];
      if (!Double.isNaN(value)) {
        now.held[f] = (float) value;
        now.heldAt[f] = time;
      }
      rows[at + f] = now.held[f];
      complete &= !Float.isNaN(now.held[f]) && time - now.heldAt[f] <= maxAgeMs;
    }
    return complete;
  }

  /** Where the model's signals are in the batch; looked up only when the batch's names change. */
  private void findColumns(List<String> signals) {
    if (signals.equals(batchSignals)) {
      return;
    }
    batchSignals = signals;
    missingSignal = null;
    for (int f = 0; f < columns.length; f++) {
      columns[f] = signals.indexOf(model.signals().get(f));
      if (columns[f] < 0 && missingSignal == null) {
        missingSignal = model.signals().get(f);
      }
    }
  }

  /** Index in the batch taken last of each of the model's signals, -1 where it has none. */
  int[] columns() {
    return columns;
  }
}
