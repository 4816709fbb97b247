/**
 * Training as a person asks for it: {@code ./fettle train}. The trainer itself is {@link
 * fettle.ops.train.reference}.
 */
package fettle.ops.train;
