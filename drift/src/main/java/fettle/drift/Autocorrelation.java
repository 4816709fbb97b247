package fettle.drift;

/**
 * How many readings of a series are worth one independent reading: readings that follow each other
 * are alike, so shares of them scatter more than those of as many independent ones.
 *
 * <p>Told by blocking (Flyvbjerg, Petersen, "Error estimates on averages of correlated data", J.
 * Chem. Phys. 91, 1989): the variance of the means of blocks, times the block's length, over the
 * variance of single readings; for blocks of 1, 2, 4, … readings, the largest of these counts. It
 * is taken of the indicators whether a reading is below the quartiles, because shares are what is
 * compared later, and because a rare outlier cannot sway them.
 */
final class Autocorrelation {
  private static final int LEAST_BLOCKS = 16;
  private static final double STILL_RISING = 1.25;

  /** Independent readings of which an estimate is doubled. */
  private static final double CAUTION = 20;

  private Autocorrelation() {}

  /**
   * 1 or more. Where the longest blocks still say clearly more than those half as long, twice what
   * they say is taken; and more the fewer independent readings the series turns out to have, for
   * then what was seen of it may be its quiet part.
   *
   * @param inTime readings in the order of time
   * @param sorted the same, ascending
   */
  static double perIndependent(float[] inTime, float[] sorted) {
    double worth = 1;
    double last = 1;
    boolean rising = false;
    for (int length = 1; inTime.length / length >= LEAST_BLOCKS; length *= 2) {
      double ratio = varianceRatio(inTime, sorted, length);
      rising = ratio > worth && ratio > STILL_RISING * last;
      worth = Math.max(worth, ratio);
      last = ratio;
    }
    if (rising) {
      worth *= 2;
    }
    return worth == 1 ? 1 : worth * (1 + CAUTION * worth / inTime.length);
  }

  private static double varianceRatio(float[] inTime, float[] sorted, int length) {
    double sum = 0;
    int told = 0;
    for (int quarter = 1; quarter <= 3; quarter++) {
      float cut = sorted[(int) ((long) quarter * (sorted.length - 1) / 4)];
      if (cut == sorted[sorted.length - 1]) {
        cut = Math.nextDown(cut);
      }
      double share = shareUpTo(sorted, cut);
      if (share > 0 && share < 1) {
        sum += length * blockVariance(inTime, cut, share, length) / (share * (1 - share));
        told++;
      }
    }
    return told == 0 ? 1 : sum / told;
  }

  private static double blockVariance(float[] inTime, float cut, double share, int length) {
    int blocks = inTime.length / length;
    double squares = 0;
    for (int b = 0; b < blocks; b++) {
      int below = 0;
      for (int i = b * length; i < (b + 1) * length; i++) {
        below += inTime[i] <= cut ? 1 : 0;
      }
      double off = (double) below / length - share;
      squares += off * off;
    }
    return squares / (blocks - 1);
  }

  private static double shareUpTo(float[] sorted, float cut) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= cut) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }
}
