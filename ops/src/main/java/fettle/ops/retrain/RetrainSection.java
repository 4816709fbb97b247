package fettle.ops.retrain;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import java.time.Duration;

/**
 * The section {@code retrain}: when a worker asks for a retraining by itself, and what follows one.
 * Without {@code onDrift} and {@code onPrecision} it never asks.
 *
 * @param onDrift ISO 8601: ask when a signal of a model in use has been drifting for so long. What
 *     is learned from is what came since that began: short retrains on what passes by itself and on
 *     little, long leaves a model in use that raises false alarms
 * @param onPrecision ask when less than this share of a model's judged alarms was confirmed, above
 *     0 and below 1
 * @param judgedAlarms that there must be for {@code onPrecision}; few make it a game of chance
 * @param minimumInterval ISO 8601: from one training or data set to the next that the rule asks
 *     for; short may learn the same again and again while a drift lasts
 * @param deploy whether a model that a retraining promotes is deployed by it; without labels a
 *     fault can be learned as normal, so that is off unless said otherwise
 */
public record RetrainSection(
    String onDrift,
    Double onPrecision,
    Integer judgedAlarms,
    String minimumInterval,
    Boolean deploy)
    implements Section {
  public static final String NAME = "retrain";

  private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
  private static final int MOST_JUDGED = 1_000_000;

  public RetrainSection {
    judgedAlarms = judgedAlarms == null ? 20 : judgedAlarms;
    minimumInterval = minimumInterval == null ? "P1D" : minimumInterval;
    deploy = deploy != null && deploy;
  }

  @Override
  public void check(Problems problems, String path) {
    if (onDrift != null) {
      problems.lasts(path + ".onDrift", onDrift, Duration.ZERO, "must be a duration such as PT1H");
    }
    if (onPrecision != null) {
      problems.require(
          onPrecision > 0 && onPrecision < 1,
          path + ".onPrecision",
          onPrecision,
          "must be above 0 and below 1");
    }
    problems.within(path + ".judgedAlarms", judgedAlarms, 1, MOST_JUDGED);
    problems.lasts(
        path + ".minimumInterval",
        minimumInterval,
        SHORTEST_INTERVAL,
        "must be a duration such as P1D, from PT1M on");
  }

  /** Whether the rule is on. */
  public boolean asks() {
    return onDrift != null || onPrecision != null;
  }
}
