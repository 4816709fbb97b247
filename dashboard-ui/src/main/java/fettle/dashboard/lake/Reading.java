package fettle.dashboard.lake;

/**
 * One reading of a machine.
 *
 * @param t epoch milliseconds
 * @param values of the signals that were asked for, in their order; NaN where there is none
 * @param score NaN where it was not scored
 */
public record Reading(long t, double[] values, double score, boolean anomalous) {}
