package fettle.dashboard.fleet;

import fettle.telemetry.store.MachineState;

/**
 * A machine's row on the fleet page. Times are epoch milliseconds.
 *
 * @param id {@code device/machine}
 * @param name what people call it; empty where nothing is known
 * @param site where it stands; empty where nothing is known
 * @param line of the site; empty where nothing is known
 * @param score of its newest reading, null when not scored
 * @param lastEvent time of its newest reading
 * @param arrived when the gateway took its newest batch
 * @param lagMs from that batch's reading to the gateway, null where unknown
 * @param spark highest score in percent of the last seconds, -1 where not scored
 */
public record MachineRow(
    String id,
    String name,
    String site,
    String line,
    Condition condition,
    Double score,
    long lastEvent,
    long arrived,
    Long lagMs,
    String model,
    int[] spark) {

  /** The row of this machine as it was last judged. */
  public static MachineRow of(Member member) {
    MachineState state = member.state();
    double lag = HopStrip.totalLag(state);
    return new MachineRow(
        member.id().toString(),
        member.description().name(),
        member.description().site(),
        member.description().line(),
        member.condition(),
        Double.isFinite(state.score()) ? state.score() : null,
        state.lastEvent(),
        state.hops().gateway(),
        Double.isNaN(lag) ? null : Math.round(lag),
        state.model(),
        state.spark());
  }
}
