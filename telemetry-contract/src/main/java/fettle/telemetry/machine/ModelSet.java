package fettle.telemetry.machine;

/**
 * Models that a device was asked to use.
 *
 * @param uri of their manifest
 * @param sha256 of their manifest
 * @param models each as {@code NAME:VERSION}, with commas between; empty while no device has
 *     reported them
 * @param seen when a device's twin last named them, epoch milliseconds
 */
public record ModelSet(String uri, String sha256, String models, long seen) {}
