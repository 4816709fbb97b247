package fettle.telemetry.command;

/**
 * How a module takes and sends readings: what is asked of it, or what it uses. {@code null} = not
 * said.
 *
 * @param intervalMs milliseconds between two readings of a live source
 * @param batchSize readings in a message at most
 * @param flushMs milliseconds after which a message is sent even if it is not full
 */
public record Settings(Long intervalMs, Long batchSize, Long flushMs) {
  /** Nothing is said. */
  public static final Settings NONE = new Settings(null, null, null);

  /** Longest time between two readings: a day. */
  public static final long LONGEST_INTERVAL_MS = 86_400_000;

  /** Largest batch. */
  public static final long LARGEST_BATCH = 10_000;

  /** Longest time until a message is sent: an hour. */
  public static final long LONGEST_FLUSH_MS = 3_600_000;

  /** The names that a module's twin has for settings, desired and reported alike. */
  public static final class Property {
    /** The object with {@link #INTERVAL_MS}. */
    public static final String SAMPLING = "sampling";

    /** Of {@link Settings#intervalMs}. */
    public static final String INTERVAL_MS = "intervalMs";

    /** The object with {@link #SIZE} and {@link #FLUSH_MS}. */
    public static final String BATCH = "batch";

    /** Of {@link Settings#batchSize}. */
    public static final String SIZE = "size";

    /** Of {@link Settings#flushMs}. */
    public static final String FLUSH_MS = "flushMs";

    private Property() {}
  }

  /**
   * The same, held against the rules.
   *
   * @throws IllegalArgumentException naming the setting and the rule, for a person to read
   */
  public Settings checked() {
    check("intervalMs", intervalMs, LONGEST_INTERVAL_MS);
    check("batchSize", batchSize, LARGEST_BATCH);
    check("flushMs", flushMs, LONGEST_FLUSH_MS);
    return this;
  }

  private static void check(String name, Long value, long most) {
    if (value != null && (value < 1 || value > most)) {
      throw new IllegalArgumentException(
          "%s must be a whole number from 1 to %d, not %d".formatted(name, most, value));
    }
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Whether everything that another says is said here too. */
  public boolean includes(Settings asked) {
    return agrees(asked.intervalMs, intervalMs)
        && agrees(asked.batchSize, batchSize)
        && agrees(asked.flushMs, flushMs);
  }

  private static boolean agrees(Long asked, Long value) {
    return asked == null || asked.equals(value);
  }
}
