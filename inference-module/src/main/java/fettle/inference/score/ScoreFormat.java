package fettle.inference.score;

/**
 * How scores are written.
 *
 * @param contributionFrom contributions are sent for readings whose score is at least this
 * @param digits after the point, 0 to 6; a score is rounded before it is held against the
 *     threshold, so that a message never contradicts itself
 */
public record ScoreFormat(double contributionFrom, int digits) {

  private static final double[] SCALES = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  double round(double score) {
    double scale = SCALES[digits];
    return Math.round(score * scale) / scale;
  }
}
