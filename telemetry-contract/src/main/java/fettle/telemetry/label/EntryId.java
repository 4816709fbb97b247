package fettle.telemetry.label;

/**
 * Where a decision stands in the order of all: the id of its entry in Redis' stream.
 *
 * @param millis Redis' clock when it was taken
 * @param number of those taken in that millisecond
 */
public record EntryId(long millis, long number) implements Comparable<EntryId> {
  /** Before all. */
  public static final EntryId NONE = new EntryId(0, 0);

  /**
   * Reads {@code millis-number}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EntryId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("'" + text + "' is no id of a stream's entry");
    }
    return new EntryId(
        Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  @Override
  public int compareTo(EntryId other) {
    int byTime = Long.compare(millis, other.millis);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }

  /** {@code millis-number}. */
  @Override
  public String toString() {
    return millis + "-" + number;
  }
}
