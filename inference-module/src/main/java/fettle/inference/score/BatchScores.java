package fettle.inference.score;

import fettle.inference.model.ModelInfo;
import fettle.inference.model.OnnxModel;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import java.util.Arrays;

/** The scores of one batch while they are collected, run by run. */
final class BatchScores {

  private final ModelInfo model;
  private final ScoreFormat format;
  private final double[] score;
  private final boolean[] anomaly;
  private final Shares shares;

  BatchScores(TelemetryBatch batch, ModelInfo model, int[] columns, ScoreFormat format) {
    this.model = model;
    this.format = format;
    score = new double[batch.readings()];
    Arrays.fill(score, Double.NaN);
    anomaly = new boolean[batch.readings()];
    shares = new Shares(columns, batch.signals().size(), batch.readings());
  }

  /**
   * Takes the outputs of one run.
   *
   * @param reading of which reading each window is the last
   * @return how many outputs are no score
   */
  int take(OnnxModel outputs, int[] reading, int count) {
    int failed = 0;
    for (int k = 0; k < count; k++) {
      float raw = outputs.score(k);
      if (raw >= 0 && raw <= 1) {
        take(outputs, k, reading[k], format.round(raw));
      } else {
        failed++;
      }
    }
    return failed;
  }

  private void take(OnnxModel outputs, int k, int reading, double rounded) {
    score[reading] = rounded;
    anomaly[reading] = rounded >= model.threshold();
    if (rounded >= format.contributionFrom()) {
      shares.begin(reading);
      for (int f = 0; f < model.signals().size(); f++) {
        shares.set(f, outputs.contribution(k, f));
      }
    }
  }

  Scoring toScoring(long scoredAt) {
    return new Scoring(model.label(), score, anomaly, shares.toContribution(), scoredAt);
  }
}
