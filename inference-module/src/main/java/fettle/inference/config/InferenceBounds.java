package fettle.inference.config;

import fettle.edge.settings.Bounds;
import java.time.Duration;

/** The bounds of {@link InferenceConfig}. */
public final class InferenceBounds {
  private InferenceBounds() {}

  /**
   * @throws IllegalArgumentException naming every setting that breaks its rule
   */
  public static void check(InferenceConfig config) {
    Bounds bounds = new Bounds();
    input(config.input(), bounds);
    InferenceConfig.Window window = config.window();
    InferenceConfig.Models models = config.models();
    InferenceConfig.Sketch sketch = config.sketch();
    bounds
        .atLeast("inference.window.max-machines", window.maxMachines(), 1)
        .atLeast("inference.window.max-gap-intervals", window.maxGapIntervals(), 1)
        .atLeast("inference.window.max-hold-intervals", window.maxHoldIntervals(), 0)
        .between("inference.score.contribution-from", config.score().contributionFrom(), 0.0, 1.0)
        .between("inference.score.digits", config.score().digits(), 2, 6)
        .atLeast("inference.models.max-models", models.maxModels(), 1)
        .atLeast("inference.models.max-window-values", models.maxWindowValues(), 1)
        .between("inference.report.max-machines", config.report().maxMachines(), 1, 150)
        .between("inference.sketch.every", sketch.every(), Duration.ZERO, Duration.ofDays(1))
        .atLeast("inference.sketch.reference-every", sketch.referenceEvery(), 1)
        .atLeast("inference.sketch.max-waiting", sketch.maxWaiting(), 1)
        .check();
  }

  private static void input(InferenceConfig.Input input, Bounds bounds) {
    bounds
        .matches("inference.input.flat-machine", input.flatMachine(), "[A-Za-z0-9_-]{1,64}")
        .atLeast("inference.input.max-signals", input.maxSignals(), 1)
        .atLeast("inference.input.max-readings", input.maxReadings(), 1);
  }
}
