package fettle.dashboard.series;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Parameters;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Tier;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question for a series, checked as far as it can be without the machine.
 *
 * @param signals wanted signals; empty means all
 * @param tierMs a tier's width, or 0 for the one that fits
 */
public record SeriesQuery(Set<String> signals, TimeRange range, int points, long tierMs) {
  private static final Duration DEFAULT_RANGE = Duration.ofMinutes(15);
  private static final int DEFAULT_POINTS = 1000;
  private static final int FEWEST_POINTS = 2;
  private static final long LONGEST_TIER = Duration.ofDays(1).toMillis();

  /**
   * Reads the parameters.
   *
   * @throws BadParameter naming the one that breaks a rule
   */
  public static SeriesQuery parse(
      List<String> signals,
      String from,
      String to,
      String points,
      String tierMs,
      long now,
      DashboardConfig.Series limits) {
    long end = to == null ? now : Parameters.time("to", to);
    long start = from == null ? end - DEFAULT_RANGE.toMillis() : Parameters.time("from", from);
    if (start >= end) {
      throw new BadParameter("from", "must be before to, but " + start + " is not before " + end);
    }
    int most =
        points == null
            ? Math.min(DEFAULT_POINTS, limits.points())
            : (int) Parameters.integer("points", points, FEWEST_POINTS, limits.points());
    long tier = tierMs == null ? 0 : Parameters.integer("tierMs", tierMs, 1, LONGEST_TIER);
    return new SeriesQuery(names(signals), new TimeRange(start, end), most, tier);
  }

  private static Set<String> names(List<String> parameters) {
    Set<String> names = new LinkedHashSet<>();
    for (String parameter : parameters) {
      for (String name : parameter.split(",")) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  /** The resolution that answers this question. */
  Resolution resolution(List<Tier> tiers, long now) {
    if (tierMs == 0) {
      return Resolution.choose(tiers, range, points, now);
    }
    Tier tier =
        tiers.stream()
            .filter(t -> t.widthMs() == tierMs)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadParameter(
                        "tierMs",
                        "must be one of "
                            + tiers.stream()
                                .map(t -> Long.toString(t.widthMs()))
                                .collect(Collectors.joining(", "))));
    return Resolution.of(tier, range, points);
  }

  /**
   * Bounds an answer.
   *
   * @param columns of each signal
   * @param what they are called
   * @throws BadParameter when that is more than the limit
   */
  static void bound(long columns, String what, int signals, DashboardConfig.Series limits) {
    if (columns * signals > limits.cells()) {
      throw new BadParameter(
          "points",
          "times signals must be at most %d, but %d %s of %d signals are asked for"
              .formatted(limits.cells(), columns, what, signals));
    }
  }

  /** The signals to answer with, in the machine's order. */
  public List<String> wanted(MachineId id, List<String> known) {
    for (String name : signals) {
      if (!known.contains(name)) {
        throw new BadParameter(
            "signals", "names '" + name + "', but " + id + " has " + String.join(", ", known));
      }
    }
    return signals.isEmpty() ? known : known.stream().filter(signals::contains).toList();
  }
}
