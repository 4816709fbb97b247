package fettle.telemetry.label;

/**
 * The keys about decisions, which the dashboard and the worker write, and gateways to say what came
 * of a command.
 */
public final class LabelKeys {
  private static final String PREFIX = "fettle:{labels}:";

  /**
   * Stream: every {@link Decision} that was made, in the order in which they were taken; an entry
   * has one field, {@link #FIELD}. Only ever appended to; those that are in the lake go, oldest
   * first, beyond {@link #KEPT}.
   */
  public static final String DECISIONS = PREFIX + "decisions";

  /** The field of an entry: the decision as JSON. */
  public static final String FIELD = "decision";

  /** The entry up to which all are in the lake, such as {@code 1763900000000-0}; none before. */
  public static final String ARCHIVED = PREFIX + "archived";

  /** Decisions that stay in Redis although they are in the lake. */
  public static final int KEPT = 100_000;

  /** Decisions in Redis at which no more are taken, because nobody copies them to the lake. */
  public static final int MOST = 2 * KEPT;

  private LabelKeys() {}
}
