package fettle.drift;

import java.util.Arrays;
import java.util.Locale;

/**
 * How often signals that do not drift are said to, and how many readings a shift needs to be seen:
 * the figures of docs/drift.md, in full when run as a program.
 */
final class DriftTable {
  static final int HOUR = 360;
  static final int DAY = 24 * HOUR;
  static final int WEEK = 7 * DAY;

  private static final int SIGNALS = 9;

  private DriftTable() {}

  /** A signal by how it is made; one reading every ten seconds. */
  interface Source {
    double[] series(int count, long seed);
  }

  /**
   * What became of many weeks.
   *
   * @param complete ones
   * @param shifted of those, how many found a shift
   * @param raised weeks in which drift was raised
   */
  record Alarms(int weeks, long comparisons, long shifted, int raised) {}

  static Alarms alarms(Source source, int training, int weeks, long seed) {
    DriftCriterion test = new DriftCriterion(Sensitivity.DEFAULT, SIGNALS);
    long comparisons = 0;
    long shifted = 0;
    int raised = 0;
    for (int week = 0; week < weeks; week++) {
      double[] all = source.series(training + WEEK, seed + week);
      Reference reference = Reference.of(Arrays.copyOf(all, training));
      SignalWatch watch = SignalWatch.fresh(week);
      boolean drifted = false;
      for (int at = training; at < all.length; at += HOUR) {
        Finding finding = watch.close(window(all, at, HOUR, 0, week ^ at), reference, test);
        comparisons += finding.complete() ? 1 : 0;
        shifted += finding.outcome() == Finding.Outcome.SHIFTED ? 1 : 0;
        drifted |= watch.drift().verdict() == Verdict.DRIFTED;
      }
      raised += drifted ? 1 : 0;
    }
    return new Alarms(weeks, comparisons, shifted, raised);
  }

  /** Readings from the shift to the verdict, ascending, one for each trial; -1 where none came. */
  static long[] readingsToSee(
      Source source, int training, int window, double shift, int trials, long seed) {
    DriftCriterion test = new DriftCriterion(Sensitivity.DEFAULT, SIGNALS);
    long[] needed = new long[trials];
    for (int trial = 0; trial < trials; trial++) {
      double[] all = source.series(training + 4 * WEEK, seed + trial);
      Reference reference = Reference.of(Arrays.copyOf(all, training));
      SignalWatch watch = SignalWatch.fresh(trial);
      needed[trial] = -1;
      for (int at = training; at < all.length && needed[trial] < 0; at += window) {
        watch.close(window(all, at, window, shift, trial ^ at), reference, test);
        if (watch.drift().verdict() == Verdict.DRIFTED) {
          needed[trial] = (long) at + window - training;
        }
      }
    }
    Arrays.sort(needed);
    return needed;
  }

  private static KllSketch window(double[] all, int from, int length, double shift, int seed) {
    KllSketch sketch = new KllSketch(seed);
    for (int i = from; i < Math.min(all.length, from + length); i++) {
      sketch.add(all[i] + shift);
    }
    return sketch;
  }

  public static void main(String[] args) {
    int weeks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    print("independent", Simulated::independent, DAY, weeks);
    print("AR(1), phi 0.9", (n, s) -> Simulated.autoregressive(n, 0.9, s), DAY, weeks);
    print("AR(1), phi 0.99", (n, s) -> Simulated.autoregressive(n, 0.99, s), 3 * DAY, weeks);
    print("AR(1), phi 0.99, one day", (n, s) -> Simulated.autoregressive(n, 0.99, s), DAY, weeks);
    print("AR(1), phi 0.999, one day", (n, s) -> Simulated.autoregressive(n, 0.999, s), DAY, weeks);
    print("daily, trained 14 days", (n, s) -> Simulated.daily(n, DAY, 0.9, s), 14 * DAY, weeks);
    print("daily, trained 3 days", (n, s) -> Simulated.daily(n, DAY, 0.9, s), 3 * DAY, weeks);
    print("daily, trained 1 day", (n, s) -> Simulated.daily(n, DAY, 0.9, s), DAY, weeks);
  }

  private static void print(String name, Source source, int training, int weeks) {
    Alarms alarms = alarms(source, training, weeks, 1);
    int trials = Math.max(20, weeks / 20);
    long[] needed = readingsToSee(source, training, HOUR / 12, 0.5, trials, 77);
    double per = Reference.of(source.series(training, 1)).perIndependent();
    System.out.printf(
        Locale.ROOT,
        "%-26s per=%8.1f weeks=%d comparisons=%d shifted=%d (%.5f) raised=%d; half sd: median %d,"
            + " 90%% %d, unseen %d of %d%n",
        name,
        per,
        alarms.weeks(),
        alarms.comparisons(),
        alarms.shifted(),
        (double) alarms.shifted() / Math.max(1, alarms.comparisons()),
        alarms.raised(),
        needed[trials / 2],
        needed[trials * 9 / 10],
        Arrays.stream(needed).filter(n -> n < 0).count(),
        trials);
  }
}
