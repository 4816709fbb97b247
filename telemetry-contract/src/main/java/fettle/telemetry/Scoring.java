package fettle.telemetry;

/**
 * What a model said about the readings of a batch.
 *
 * @param model {@code name:version}; empty when no model was in use
 * @param score per reading 0..1, NaN = not scored yet (the window was not full)
 * @param anomaly per reading, whether the score reached the model's threshold
 * @param contribution shares of the signals in high scores, or null when there are none
 * @param scoredAt epoch milliseconds when the batch was scored
 */
public record Scoring(
    String model, double[] score, boolean[] anomaly, Contribution contribution, long scoredAt) {}
