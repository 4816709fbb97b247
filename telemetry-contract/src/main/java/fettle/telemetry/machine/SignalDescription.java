package fettle.telemetry.machine;

/**
 * What people call a signal, and within which limits it should stay. Texts are empty where nothing
 * is known.
 *
 * @param name such as {@code Bearing temperature}; at most {@link #LONGEST_NAME} characters
 * @param unit such as {@code °C}; at most {@link #LONGEST_UNIT} characters
 * @param low a lower value is out of range; {@link #NO_LIMIT} = none is
 * @param high a higher value is out of range; {@link #NO_LIMIT} = none is
 */
public record SignalDescription(String name, String unit, double low, double high) {
  /** In place of a limit that there is not. */
  public static final double NO_LIMIT = Double.NaN;

  /** Nothing is known of the signal. */
  public static final SignalDescription NONE = new SignalDescription("", "", NO_LIMIT, NO_LIMIT);

  /** Characters of a name at most. */
  public static final int LONGEST_NAME = 80;

  /** Characters of a unit at most. */
  public static final int LONGEST_UNIT = 20;

  /**
   * @throws IllegalArgumentException naming the part and the rule, for a person to read
   */
  public SignalDescription {
    name = Words.checked("name", name, LONGEST_NAME);
    unit = Words.checked("unit", unit, LONGEST_UNIT);
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("a limit must be a finite number, or left out");
    }
    if (low >= high) {
      throw new IllegalArgumentException("low=%s must be below high=%s".formatted(low, high));
    }
  }

  /** Whether a value is beyond a limit; NaN, for no reading, is not. */
  public boolean isOutside(double value) {
    return value < low || value > high;
  }
}
