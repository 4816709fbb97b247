package fettle.ops.train.reference;

/** Which rows at the beginning of a recording a model may learn from. */
public sealed interface HealthyPart {

  /** Every row but those labelled anomalous. */
  record Unlabelled() implements HealthyPart {}

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

  /** How many rows of a recording of {@code total} rows belong to the healthy part. */
  default int rowsOf(int total) {
    return switch (this) {
      case Unlabelled all -> total;
      case Rows rows -> rows.count();
      case Fraction fraction -> (int) (fraction.share() * total);
      case Beginning beginning ->
          total < Beginning.SHORT ? (int) (Beginning.SHARE * total) : Beginning.ROWS;
    };
  }
}
