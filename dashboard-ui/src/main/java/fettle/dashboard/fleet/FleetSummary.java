package fettle.dashboard.fleet;

import fettle.dashboard.store.Beats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is shown on top of the fleet.
 *
 * @param machines all of them
 * @param online those that are online
 * @param sites where machines stand, by name; the first {@link #MOST_SITES}
 * @param lag of the data of online machines
 * @param silence of gateways; null when all of them write
 */
public record FleetSummary(
    int machines,
    int online,
    int anomalous,
    int offline,
    int unscored,
    int normal,
    List<String> sites,
    Lag lag,
    Silence silence) {
  /** Sites that can be filtered by. */
  static final int MOST_SITES = 200;

  private static final List<String> TIMED = List.of("scored", "hub", "gateway");

  static final FleetSummary EMPTY =
      new FleetSummary(0, 0, 0, 0, 0, 0, List.of(), new Lag(null, null, "", "", List.of()), null);

  /**
   * From the reading to the gateway.
   *
   * @param medianMs half of the online machines are faster; null when none is timed
   * @param worstMs the slowest machine's
   * @param worst its {@code device/machine}
   * @param worstName what people call it; empty where nothing is known
   * @param hops each hop by itself
   */
  public record Lag(
      Long medianMs, Long worstMs, String worst, String worstName, List<HopLag> hops) {}

  /**
   * One hop over all online machines.
   *
   * @param sick machines where this hop is slow or a clock wrong
   */
  public record HopLag(String name, Long medianMs, int sick) {}

  /**
   * Gateways that do not write.
   *
   * @param since when the first of them wrote last, epoch milliseconds
   * @param machines those whose data they would write
   */
  public record Silence(long since, int machines) {}

  static FleetSummary of(Collection<Member> members, Judge judge, Beats beats) {
    int[] counts = new int[Condition.values().length];
    List<Member> online = new ArrayList<>();
    for (Member member : members) {
      counts[member.condition().ordinal()]++;
      if (member.condition() != Condition.OFFLINE) {
        online.add(member);
      }
    }
    return new FleetSummary(
        members.size(),
        online.size(),
        counts[Condition.ANOMALOUS.ordinal()],
        counts[Condition.OFFLINE.ordinal()],
        counts[Condition.UNSCORED.ordinal()],
        counts[Condition.NORMAL.ordinal()],
        sites(members),
        lag(online, judge),
        silence(members, judge, beats));
  }

  private static List<String> sites(Collection<Member> members) {
    return members.stream()
        .map(member -> member.description().site())
        .filter(site -> !site.isEmpty())
        .distinct()
        .sorted()
        .limit(MOST_SITES)
        .toList();
  }

  private static Silence silence(Collection<Member> members, Judge judge, Beats beats) {
    long[] since =
        members.stream()
            .map(member -> judge.silentSince(member.state(), beats))
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .sorted()
            .toArray();
    return since.length == 0 ? null : new Silence(since[0], since.length);
  }

  private static Lag lag(List<Member> online, Judge judge) {
    double[] totals = new double[online.size()];
    double[][] lags = new double[TIMED.size()][online.size()];
    int[] sick = new int[TIMED.size()];
    double worst = Double.NEGATIVE_INFINITY;
    Member slowest = null;
    for (int m = 0; m < totals.length; m++) {
      Member member = online.get(m);
      totals[m] = HopStrip.totalLag(member.state());
      if (totals[m] > worst) {
        worst = totals[m];
        slowest = member;
      }
      List<Hop> hops = judge.hops(member.state());
      for (int h = 0; h < lags.length; h++) {
        Hop hop = hops.get(h + 1);
        lags[h][m] = hop.lagMs() == null ? Double.NaN : hop.lagMs();
        sick[h] += isSick(hop) ? 1 : 0;
      }
    }
    List<HopLag> hopLags = new ArrayList<>();
    for (int h = 0; h < lags.length; h++) {
      hopLags.add(new HopLag(TIMED.get(h), median(lags[h]), sick[h]));
    }
    return slowest == null
        ? new Lag(median(totals), null, "", "", hopLags)
        : new Lag(
            median(totals),
            Math.round(worst),
            slowest.id().toString(),
            slowest.description().name(),
            hopLags);
  }

  private static boolean isSick(Hop hop) {
    return hop.health() == Hop.Health.SLOW || hop.health() == Hop.Health.CLOCK;
  }

  /** The lower median of those that are known, rounded; null when none is. */
  private static Long median(double[] values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return known.length == 0 ? null : Math.round(known[(known.length - 1) / 2]);
  }
}
