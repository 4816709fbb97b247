package fettle.dashboard.live;

import fettle.dashboard.fleet.FleetQuery;
import fettle.telemetry.MachineId;

/** What a browser says over the live socket, one JSON object a message. */
sealed interface ClientMessage {

  /**
   * Shows this machine from now on, instead of the one before. The window slides with time.
   *
   * @param spanMs length of the window in milliseconds
   * @param points buckets in it at most
   */
  record Watch(MachineId machine, long spanMs, int points) implements ClientMessage {}

  /** Shows these rows of the fleet from now on. */
  record Fleet(FleetQuery query) implements ClientMessage {}

  /** The frame is drawn; the next may come. */
  record Ack(long frame) implements ClientMessage {}
}
