package fettle.ops.demo;

import fettle.ops.local.LocalSettings;
import fettle.ops.train.steps.SimulatedHistory;
import java.time.Duration;

/** What happens in a demo by itself. */
enum Scenario {
  /** Nothing: whoever looks makes a pump sick. */
  NONE(6, SimulatedHistory.DAY, LocalSettings.DRIFT_WINDOW),

  /**
   * A sensor is calibrated anew, and the model follows ({@link DriftScenario}). Days are short, and
   * a window is as long as one, so that each has seen everything that a day brings. Pumps are few:
   * of many, one that is wrong for minutes is no proof that new models are better.
   */
  DRIFT(3, Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final int machines;
  private final Duration day;
  private final Duration driftWindow;

  Scenario(int machines, Duration day, Duration driftWindow) {
    this.machines = machines;
    this.day = day;
    this.driftWindow = driftWindow;
  }

  /** How many pumps there are unless somebody says otherwise. */
  int machines() {
    return machines;
  }

  /** How long a simulated day takes, in the history learned from and live. */
  Duration day() {
    return day;
  }

  /** Over which what models see is compared with what they learned from. */
  Duration driftWindow() {
    return driftWindow;
  }
}
