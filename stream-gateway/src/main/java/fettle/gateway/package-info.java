/**
 * From the hub's stream to rollups in Redis. The way of a message:
 *
 * <ol>
 *   <li>{@link fettle.gateway.stream} follows the consumer group, takes partitions over at the
 *       store's offset, and lets each record through once, in order, one lane a partition.
 *   <li>{@link fettle.gateway.intake} reads a record: what the hub stamped on it and what its body
 *       carries, or why it cannot be used.
 *   <li>{@link fettle.gateway.rollup} decides what records change: it asks {@link
 *       fettle.gateway.repeat} whether a batch has been counted, and changes absolute buckets and
 *       machine states in memory, and {@link fettle.gateway.alarm}, whether it raises or clears an
 *       alarm. Pure.
 *   <li>{@link fettle.gateway.store} writes all of that with the next offset in one atomic step,
 *       or, when another owner has the partition, nothing.
 *   <li>{@link fettle.gateway.health} says whether all of this works, and ends the process where it
 *       must not go on.
 * </ol>
 */
package fettle.gateway;
