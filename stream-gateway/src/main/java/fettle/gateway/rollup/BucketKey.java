package fettle.gateway.rollup;

import fettle.telemetry.MachineId;

/**
 * Names one bucket.
 *
 * @param machine whose
 * @param tier index of the tier, 0 the finest
 * @param start epoch milliseconds
 */
public record BucketKey(MachineId machine, int tier, long start) {}
