package fettle.gateway.store;

/**
 * Bounds of what the store keeps.
 *
 * @param rawBytes bytes of raw messages of a machine
 * @param rejected rejected messages of a partition
 */
record StoreLimits(long rawBytes, int rejected) {}
