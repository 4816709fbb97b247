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

  /** Where nothing newer comes out of. */
  public enum Stuck {
    /** Data flows, or came to its end as it should. */
    NOWHERE,
    /** Nothing arrives from the hub. What the store holds does not tell which hop before it is. */
    EDGE_TO_HUB,
    /** The gateway does not write. */
    GATEWAY
  }

  /** The hops in order: reading, scored, hub, gateway. */
  public List<Hop> of(MachineState state, Stuck stuck) {
    Hops hops = state.hops();
    double batch = Double.isNaN(state.arrivalMs()) ? 0 : state.arrivalMs();
    long firstLimit = slowMs + Math.round(batch);
    boolean scored = hops.scored() > 0;
    long edge = scored ? hops.scored() : hops.reading();
    return List.of(
        first(hops.reading()),
        hop("scored", hops.reading(), hops.scored(), firstLimit),
        silentIf(
            stuck == Stuck.EDGE_TO_HUB,
            hop("hub", edge, hops.enqueued(), scored ? slowMs : firstLimit)),
        silentIf(stuck == Stuck.GATEWAY, hop("gateway", hops.enqueued(), hops.gateway(), slowMs)));
  }

  /** Lag from the reading to the gateway, in milliseconds; NaN where unknown. */
  static double totalLag(MachineState state) {
    Hops hops = state.hops();
    return hops.reading() > 0 && hops.gateway() > 0 ? hops.gateway() - hops.reading() : Double.NaN;
  }

  private static Hop first(long at) {
    return at <= 0
        ? new Hop("reading", null, null, Hop.Health.UNKNOWN)
        : new Hop("reading", at, null, Hop.Health.FINE);
  }

  private static Hop silentIf(boolean silent, Hop hop) {
    return silent ? new Hop(hop.name(), hop.at(), hop.lagMs(), Hop.Health.SILENT) : hop;
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
