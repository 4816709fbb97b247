package fettle.telemetry.notify;

/**
 * How an endpoint is getting on at one gateway. Counts are since that gateway's start; times are
 * epoch milliseconds, 0 = never.
 *
 * @param endpoint its name
 * @param type webhook, teams or mail
 * @param pending notifications that wait
 * @param delivered taken by the endpoint
 * @param failures attempts that failed
 * @param givenUp notifications that were let go of, because the endpoint refused them or took none
 *     for too long, or because too many waited
 * @param silenced notifications that were not sent, because of a shelf or of maintenance
 * @param lastDelivered when it last took one
 * @param lastFailed when an attempt last failed
 * @param lastFailure why; names no address
 * @param at when this was written
 */
public record EndpointStatus(
    String endpoint,
    String type,
    long pending,
    long delivered,
    long failures,
    long givenUp,
    long silenced,
    long lastDelivered,
    long lastFailed,
    String lastFailure,
    long at) {

  /** Both gateways' together: the sums, and what came last. */
  public EndpointStatus with(EndpointStatus other) {
    return new EndpointStatus(
        endpoint,
        type,
        pending + other.pending,
        delivered + other.delivered,
        failures + other.failures,
        givenUp + other.givenUp,
        silenced + other.silenced,
        Math.max(lastDelivered, other.lastDelivered),
        Math.max(lastFailed, other.lastFailed),
        lastFailed >= other.lastFailed ? lastFailure : other.lastFailure,
        Math.max(at, other.at));
  }
}
