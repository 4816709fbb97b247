package fettle.ops.train.reference;

/**
 * Rows judged against labels, as the Skoltech Anomaly Benchmark counts them: every row after the
 * healthy part, one without a score counting as not anomalous.
 */
public record Evaluation(
    long truePositive, long falsePositive, long falseNegative, long trueNegative) {

  public static final Evaluation NONE = new Evaluation(0, 0, 0, 0);

  public Evaluation count(boolean labelled, boolean flagged) {
    return new Evaluation(
        truePositive + (labelled && flagged ? 1 : 0),
        falsePositive + (!labelled && flagged ? 1 : 0),
        falseNegative + (labelled && !flagged ? 1 : 0),
        trueNegative + (!labelled && !flagged ? 1 : 0));
  }

  public Evaluation plus(Evaluation other) {
    return new Evaluation(
        truePositive + other.truePositive,
        falsePositive + other.falsePositive,
        falseNegative + other.falseNegative,
        trueNegative + other.trueNegative);
  }

  public long rows() {
    return truePositive + falsePositive + falseNegative + trueNegative;
  }

  /** 2·TP/(2·TP+FP+FN); 0 when nothing was flagged and nothing labelled. */
  public double f1() {
    return share(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
  }

  /** False alarm rate, FP/(FP+TN). */
  public double falseAlarmRate() {
    return share(falsePositive, falsePositive + trueNegative);
  }

  /** Missed alarm rate, FN/(FN+TP). */
  public double missedAlarmRate() {
    return share(falseNegative, falseNegative + truePositive);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
