package fettle.dashboard.fleet;

import fettle.telemetry.store.MachineState;

/**
 * Whether a machine is online, by its own cadence: it is, until it has been silent for two of the
 * intervals at which its batches arrive, and some slack. Counted from arrival, so neither a
 * machine's wrong clock nor data that comes late takes it offline.
 *
 * @param slackMs silence that is always forgiven besides
 * @param unknownMs silence that is forgiven while its interval is not known
 */
public record Presence(long slackMs, long unknownMs) {
  private static final int INTERVALS = 2;

  /** Whether the machine is online at this time, epoch milliseconds. */
  public boolean isOnline(MachineState state, long now) {
    return now - state.hops().gateway() <= forgivenMs(state);
  }

  /** Silence after which the machine is offline, in milliseconds. */
  public long forgivenMs(MachineState state) {
    double interval = state.arrivalMs();
    if (Double.isNaN(interval)) {
      return unknownMs;
    }
    return Math.round(INTERVALS * interval) + slackMs;
  }
}
