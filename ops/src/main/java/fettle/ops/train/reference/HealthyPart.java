package fettle.ops.train.reference;

/** Which rows at the beginning of a recording a model may learn from. */
public sealed interface HealthyPart {

  /** Every row but those labelled anomalous. */
  record Unlabelled() implements HealthyPart {}

  /**
   * All rows but the newest share, without those labelled anomalous: the newest rows are there to
   * compare models by.
   *
   * @param heldOut that share, in (0, 1)
   */
  record Earlier(double heldOut) implements HealthyPart {}

  /** The first {@code count} rows, whatever their labels. */
  record Rows(int count) implements HealthyPart {}

  /** The first share of the rows, whatever their labels; {@code share} in (0, 1]. */
  record Fraction(double share) implements HealthyPart {}

  /**
   * The protocol of recordings of one experiment: it starts healthy for 400 rows, or for 35 % where
   * the recording is short.
   */
  record Beginning() implements HealthyPart {
    static final int ROWS = 400;
    static final int SHORT = 1150;
    static final double SHARE = 0.35;
  }

  /**
   * As options say it.
   *
   * @param rows so many first ones; {@code null} = not said
   * @param fraction this share of them; {@code null} = not said
   * @param heldOut newest share that is not learned from; 0 = none
   * @param perMachine whether each recording is an experiment that has a model of its own
   */
  static HealthyPart of(Integer rows, Double fraction, double heldOut, boolean perMachine) {
    if (rows != null) {
      return new Rows(rows);
    }
    if (fraction != null) {
      return new Fraction(fraction);
    }
    if (heldOut > 0) {
      return new Earlier(heldOut);
    }
    return perMachine ? new Beginning() : new Unlabelled();
  }

  /** How many rows of a recording of {@code total} rows belong to the healthy part. */
  default int rowsOf(int total) {
    return switch (this) {
      case Unlabelled all -> total;
      case Earlier earlier -> total - (int) Math.ceil(earlier.heldOut() * total);
      case Rows rows -> rows.count();
      case Fraction fraction -> (int) (fraction.share() * total);
      case Beginning beginning ->
          total < Beginning.SHORT ? (int) (Beginning.SHARE * total) : Beginning.ROWS;
    };
  }

  /** Whether labels say of a row that it is not learned from, where labels are not learned from. */
  default boolean leavesOutAnomalous() {
    return switch (this) {
      case Unlabelled all -> true;
      case Earlier earlier -> true;
      case Rows rows -> false;
      case Fraction fraction -> false;
      case Beginning beginning -> false;
    };
  }
}
