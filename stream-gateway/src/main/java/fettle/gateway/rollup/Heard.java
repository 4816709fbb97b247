package fettle.gateway.rollup;

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
    MachineState.Counters counters = state.counters();
    double batch = (double) counters.readings() / counters.batches();
    return new Heard(
        state.hops().enqueued(),
        state.hops().gateway(),
        cadence(state.arrivalMs(), state.intervalMs() * batch));
  }

  /**
   * The longer of how batches arrive and how long one lasts: after an outage what was kept
   * meanwhile arrives at once, and says nothing of how often the machine sends.
   */
  static double cadence(double arrivalMs, double batchMs) {
    return Double.isNaN(arrivalMs) || batchMs > arrivalMs ? batchMs : arrivalMs;
  }
}
