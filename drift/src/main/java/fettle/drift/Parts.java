package fettle.drift;

import java.util.Arrays;

/**
 * About ten parts of a reference that are equally frequent there, made of what lies between cuts.
 *
 * @param ends index of the last cut of each part; the last part has no end
 */
record Parts(int[] ends) {
  private static final double SHARE = 0.1;
  private static final double TOLERANCE = 0.0125;

  /**
   * @param upTo the reference's shares up to each cut
   */
  static Parts of(double[] upTo) {
    int[] ends = new int[upTo.length];
    int count = 0;
    double from = 0;
    for (int i = 0; i < upTo.length; i++) {
      boolean restIsEnough = 1 - upTo[i] >= SHARE - TOLERANCE;
      if (upTo[i] - from >= SHARE - TOLERANCE && restIsEnough) {
        ends[count++] = i;
        from = upTo[i];
      }
    }
    return new Parts(Arrays.copyOf(ends, count));
  }

  int count() {
    return ends.length + 1;
  }

  /**
   * The share of each part, with half a reading added to each.
   *
   * @param upTo shares up to each cut
   * @param readings independent ones that the shares are of
   */
  double[] shares(double[] upTo, double readings) {
    double[] shares = new double[count()];
    double from = 0;
    for (int part = 0; part < shares.length; part++) {
      double to = part < ends.length ? upTo[ends[part]] : 1;
      shares[part] = ((to - from) * readings + 0.5) / (readings + 0.5 * shares.length);
      from = to;
    }
    return shares;
  }
}
