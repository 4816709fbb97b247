/**
 * Trainers that learn from labels: logistic regression, the original system's baseline, and
 * gradient-boosted trees.
 *
 * <p>{@link fettle.ops.train.labelled.HeldOut} judges both in the same way, on blocks of rows that
 * a model was not fitted on, and finds the threshold. {@link
 * fettle.ops.train.labelled.Contributions} is what they share of the graph's end. XGBoost grows the
 * trees; its native library is used for training alone, and on one thread, so that the same rows
 * give the same trees.
 */
package fettle.ops.train.labelled;
