package fettle.telemetry;

/**
 * Share of each signal in the score, sparse: only for readings with a high score.
 *
 * @param at indices of the readings, ascending
 * @param share {@code [signal][k]}: share of the signal (in the batch's order) at reading {@code
 *     at[k]}; a null row for a signal that the model does not use
 */
public record Contribution(int[] at, double[][] share) {}
