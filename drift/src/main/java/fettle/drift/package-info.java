/**
 * Whether what a model sees still looks like what it learned from.
 *
 * <p>Training leaves a {@link fettle.drift.ModelReference}: of each signal and of the score some
 * cuts with the share of readings up to each, and how many readings are worth an independent one.
 * At the edge a {@link fettle.drift.KllSketch} takes the readings in; sketches of the same signal
 * are merged on the way. A {@link fettle.drift.DriftCriterion} compares the two by the population
 * stability index, Kolmogorov–Smirnov and Jensen–Shannon, each against a threshold that follows
 * from how many independent readings there are, and {@link fettle.drift.SignalDrift} makes a
 * verdict of what several comparisons in a row say. {@link fettle.drift.LabelDrift} compares shares
 * of labels.
 *
 * <p>Everything here is a function of its arguments: the same readings give the same bytes.
 */
package fettle.drift;
