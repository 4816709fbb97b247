package fettle.ops.train.reference;

/**
 * What a model says of a window.
 *
 * @param score 0 to 1
 * @param contribution share of each signal in the score, together 1; all 0 where no signal speaks
 *     for an anomaly
 */
public record Scored(double score, double[] contribution) {}
