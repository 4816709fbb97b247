/**
 * Decides what a partition's records change: pure code over the memory of one partition, without
 * broker, store or clock. {@link fettle.gateway.rollup.Rollup} is the way in.
 */
package fettle.gateway.rollup;
