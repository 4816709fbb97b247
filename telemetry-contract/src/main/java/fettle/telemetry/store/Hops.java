package fettle.telemetry.store;

/**
 * When the newest batch of a machine passed each hop, epoch milliseconds; 0 where unknown.
 *
 * @param reading time of its last reading, by the edge's clock
 * @param scored when the inference module scored it, by the edge's clock
 * @param enqueued when IoT Hub took it
 * @param gateway when the gateway took it
 */
public record Hops(long reading, long scored, long enqueued, long gateway) {

  /** No batch yet. */
  public static final Hops NONE = new Hops(0, 0, 0, 0);
}
