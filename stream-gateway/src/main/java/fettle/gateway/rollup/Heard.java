package fettle.gateway.rollup;

import fettle.telemetry.store.Hops;
import fettle.telemetry.store.MachineState;

/**
 * A machine's last sign of life. Times are epoch milliseconds.
 *
 * @param hub when the hub took its newest batch, by the hub's clock; 0 = there was none
 * @param gateway when a gateway took it, by that one's clock
 * @param cadenceMs the machine's own time between two batches, NaN when not known
 */
public record Heard(long hub, long gateway, double cadenceMs) {

  /** As a machine's state has it. */
  public static Heard of(MachineState state) {
    return of(state.hops(), state.counters(), state.arrivalMs(), state.intervalMs());
  }

  /**
   * @param arrivalMs between two batches, NaN when not known
   * @param intervalMs between two readings, NaN when not known
   */
  static Heard of(Hops hops, MachineState.Counters counters, double arrivalMs, double intervalMs) {
    double batch = (double) counters.readings() / counters.batches();
    return new Heard(hops.enqueued(), hops.gateway(), cadence(arrivalMs, intervalMs * batch));
  }

  /**
   * The longer of how batches arrive and how long one lasts: after an outage what was kept
   * meanwhile arrives at once, and says nothing of how often the machine sends.
   */
  static double cadence(double arrivalMs, double batchMs) {
    return Double.isNaN(arrivalMs) || batchMs > arrivalMs ? batchMs : arrivalMs;
  }
}
