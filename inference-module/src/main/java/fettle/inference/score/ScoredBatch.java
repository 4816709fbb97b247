package fettle.inference.score;

import fettle.inference.model.ModelInfo;
import fettle.telemetry.TelemetryBatch;

/**
 * What scoring came to.
 *
 * @param batch the readings with their scores
 * @param model that it was for, or null where there is none
 * @param scored readings with a score
 * @param unscored readings without, by {@link Unscored#ordinal()}
 * @param repeat whether the batch was scored before and came again
 * @param problem one sentence on what keeps the machine from being scored well, or null
 */
public record ScoredBatch(
    TelemetryBatch batch,
    ModelInfo model,
    int scored,
    int[] unscored,
    boolean repeat,
    String problem) {

  public int unscored(Unscored reason) {
    return unscored[reason.ordinal()];
  }
}
