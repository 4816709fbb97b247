/**
 * The Redis layout that the gateway writes and the dashboard reads: keys, packed values and
 * announcements.
 *
 * <p>Everything of one Kafka partition carries that partition's hash tag, so that one atomic script
 * may touch all of it, in a cluster too. {@link fettle.telemetry.store.StoreKeys} makes every key.
 */
package fettle.telemetry.store;
