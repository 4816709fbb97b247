package fettle.inference.score;

import ai.onnxruntime.OrtException;
import fettle.inference.model.ModelInfo;
import fettle.inference.model.ModelMemory;
import fettle.inference.model.ModelSet;
import fettle.inference.model.OnnxModel;
import fettle.inference.score.BatchOrder.Place;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Scores batches, one after the other, with whatever models are in use. Thread-safe; a change of
 * models waits for the batch that is being scored and for no more.
 */
public final class Scorer {

  private static final Logger LOG = Logger.getLogger(Scorer.class);

  private final WindowRules rules;
  private final ScoreFormat format;
  private final InstantSource clock;
  private final Runnable evicted;
  private final ReentrantLock lock = new ReentrantLock();
  private final RowBuffer work = new RowBuffer();
  private final ModelMemory memory = new ModelMemory();
  private final Map<String, MachineWindow> machines;
  private ModelSet models = ModelSet.empty();

  /**
   * @param evicted called for every machine that is forgotten to make room for another
   */
  public Scorer(WindowRules rules, ScoreFormat format, InstantSource clock, Runnable evicted) {
    this.rules = rules;
    this.format = format;
    this.clock = clock;
    this.evicted = evicted;
    this.machines = new Machines();
  }

  /** Takes other models into use and closes those before. Windows that still fit are kept. */
  public void swap(ModelSet next) {
    lock.lock();
    try {
      ModelSet old = models;
      models = next;
      old.close();
    } finally {
      lock.unlock();
    }
  }

  /** Number of machines remembered. */
  public int machines() {
    lock.lock();
    try {
      return machines.size();
    } finally {
      lock.unlock();
    }
  }

  public ScoredBatch score(TelemetryBatch batch) {
    lock.lock();
    try {
      Optional<OnnxModel> model = models.modelFor(batch.machine());
      return model.isPresent()
          ? score(batch, model.get())
          : unscored(batch, null, Unscored.NO_MODEL, false, null);
    } finally {
      lock.unlock();
    }
  }

  private ScoredBatch score(TelemetryBatch batch, OnnxModel model) {
    MachineWindow window = window(batch.machine(), model.info());
    Place place = window.take(batch, work);
    boolean repeat = place == Place.REPEAT;
    try {
      return place == Place.LATE
          ? unscored(batch, model.info(), Unscored.LATE, false, window.problem())
          : run(batch, model, window, repeat);
    } catch (OrtException e) {
      LOG.errorf(e, "model %s failed", model.info().label());
      return unscored(
          batch,
          model.info(),
          Unscored.MODEL_FAILED,
          repeat,
          model.info().label() + " failed: " + e.getMessage());
    }
  }

  private MachineWindow window(String machine, ModelInfo model) {
    MachineWindow window = machines.get(machine);
    if (window == null || !window.model().equals(model)) {
      window =
          window != null && window.model().hasSameWindow(model)
              ? window.forModel(model)
              : new MachineWindow(model, rules, window);
      machines.put(machine, window);
    }
    return window;
  }

  private ScoredBatch run(
      TelemetryBatch batch, OnnxModel model, MachineWindow window, boolean repeat)
      throws OrtException {
    int readings = batch.readings();
    BatchScores scores = new BatchScores(batch, model.info(), window.columns(), format);
    model.use(memory);
    int values = model.info().window() * model.info().signals().size();
    int[] reading = new int[Math.min(readings, model.capacity())];
    int[] unscored = new int[Unscored.values().length];
    int pending = 0;
    for (int i = 0; i < readings; i++) {
      if (work.reason(i) != null) {
        unscored[work.reason(i).ordinal()]++;
      } else {
        model.windows().put(pending * values, work.rows(), work.windowStart(i), values);
        reading[pending++] = i;
      }
      if (pending == reading.length || (pending > 0 && i == readings - 1)) {
        model.run(pending);
        unscored[Unscored.MODEL_FAILED.ordinal()] += scores.take(model, reading, pending);
        pending = 0;
      }
    }
    return new ScoredBatch(
        batch.withScoring(scores.toScoring(clock.millis())),
        model.info(),
        readings - Arrays.stream(unscored).sum(),
        unscored,
        repeat,
        window.problem());
  }

  private ScoredBatch unscored(
      TelemetryBatch batch, ModelInfo model, Unscored reason, boolean repeat, String problem) {
    double[] scores = new double[batch.readings()];
    Arrays.fill(scores, Double.NaN);
    int[] counts = new int[Unscored.values().length];
    counts[reason.ordinal()] = batch.readings();
    String label = model == null ? "" : model.label();
    Scoring scoring =
        new Scoring(label, scores, new boolean[batch.readings()], null, clock.millis());
    return new ScoredBatch(batch.withScoring(scoring), model, 0, counts, repeat, problem);
  }

  /** The machines, the one heard of last at the end; bounded. */
  private final class Machines extends LinkedHashMap<String, MachineWindow> {
    private static final long serialVersionUID = 1L;

    Machines() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, MachineWindow> eldest) {
      boolean full = size() > rules.maxMachines();
      if (full) {
        evicted.run();
      }
      return full;
    }
  }
}
