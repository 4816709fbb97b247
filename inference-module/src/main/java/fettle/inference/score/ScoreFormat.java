package fettle.inference.score;

/**
 * How scores are written.
 *
 * @param contributionFrom contributions are sent for readings whose score is at least this
 * @param digits after the point; a score is rounded before it is held against the threshold, so
 *     that a message never contradicts itself
 */
public record ScoreFormat(double contributionFrom, int digits) {

  double round(double score) {
    double scale = Math.pow(10, digits);
    return Math.round(score * scale) / scale;
  }
}
