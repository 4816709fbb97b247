package fettle.ops.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by resampling (Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993). The units that are drawn must be independent: whole recordings, or blocks of rows that are
 * longer than neighbouring rows resemble each other (Künsch, 1989).
 */
public final class Bootstrap {
  private static final int RESAMPLES = 2000;
  private static final long SEED = 20_200_309;
  private static final double OUTSIDE = 0.05;

  private Bootstrap() {}

  /** 95 % of the resamples lie within. */
  public record Interval(double low, double high) {}

  /**
   * The interval of a measure over units; the same units give the same interval.
   *
   * @param units at least one
   */
  public static <T> Interval interval(List<T> units, ToDoubleFunction<List<T>> measure) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] measured = new double[RESAMPLES];
    List<T> drawn = new ArrayList<>(units.size());
    for (int i = 0; i < RESAMPLES; i++) {
      drawn.clear();
      for (int j = 0; j < units.size(); j++) {
        drawn.add(units.get(random.nextInt(units.size())));
      }
      measured[i] = measure.applyAsDouble(drawn);
    }
    Arrays.sort(measured);
    int outside = (int) Math.round(RESAMPLES * OUTSIDE / 2);
    return new Interval(measured[outside], measured[RESAMPLES - 1 - outside]);
  }
}
