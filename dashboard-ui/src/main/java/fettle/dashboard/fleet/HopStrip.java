package fettle.dashboard.fleet;

import fettle.telemetry.store.Hops;
import fettle.telemetry.store.MachineState;
import java.util.List;

/**
 * Where the data of a machine is: the lag of each hop of its newest batch, and the sick ones
 * marked. The first hop may hold readings for as long as a batch is filled, which is no sickness.
 *
 * @param slowMs lag from which a hop is slow
 * @param clockMs how far a clock may be ahead before that is said
 */
public record HopStrip(long slowMs, long clockMs) {

  /** The hops in order: reading, scored, hub, gateway. */
  public List<Hop> of(MachineState state, boolean online) {
    Hops hops = state.hops();
    double batch = Double.isNaN(state.arrivalMs()) ? 0 : state.arrivalMs();
    long firstLimit = slowMs + Math.round(batch);
    boolean scored = hops.scored() > 0;
    long edge = scored ? hops.scored() : hops.reading();
    return List.of(
        first(hops.reading(), online),
        hop("scored", hops.reading(), hops.scored(), firstLimit),
        hop("hub", edge, hops.enqueued(), scored ? slowMs : firstLimit),
        hop("gateway", hops.enqueued(), hops.gateway(), slowMs));
  }

  /** Lag from the reading to the gateway, in milliseconds; NaN where unknown. */
  static double totalLag(MachineState state) {
    Hops hops = state.hops();
    return hops.reading() > 0 && hops.gateway() > 0 ? hops.gateway() - hops.reading() : Double.NaN;
  }

  private static Hop first(long at, boolean online) {
    if (at <= 0) {
      return new Hop("reading", null, null, Hop.Health.UNKNOWN);
    }
    return new Hop("reading", at, null, online ? Hop.Health.FINE : Hop.Health.SILENT);
  }

  private Hop hop(String name, long before, long at, long limit) {
    if (at <= 0) {
      return new Hop(name, null, null, Hop.Health.UNKNOWN);
    }
    if (before <= 0) {
      return new Hop(name, at, null, Hop.Health.UNKNOWN);
    }
    long lag = at - before;
    if (lag < -clockMs) {
      return new Hop(name, at, lag, Hop.Health.CLOCK);
    }
    return new Hop(name, at, lag, lag > limit ? Hop.Health.SLOW : Hop.Health.FINE);
  }
}
