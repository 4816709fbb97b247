/**
 * Sketches become windows, and windows verdicts: {@link fettle.gateway.drift.PartitionDrift} merges
 * the sketches of a machine and model into the window of their time and, when a later one comes,
 * compares the finished window with the model's reference. What it holds of a machine goes into the
 * store with each step, whole, so that a replay comes to the same.
 */
package fettle.gateway.drift;
