package fettle.emulator.hub;

/**
 * What a hub may take.
 *
 * @param sku its tier's name
 * @param messages of a UTC day; 0 for any number
 * @param pieceBytes a message counts once for each piece of this size
 * @param sendsPerSecond 0 for any number; for a minute a hub takes more than that
 */
public record Allowance(String sku, int units, long messages, int pieceBytes, long sendsPerSecond) {

  /** Everything that is sent; metered as by a standard tier. */
  public static final Allowance UNLIMITED = new Allowance("S1", 1, 0, 4_096, 0);

  public Allowance {
    if (units < 1 || messages < 0 || pieceBytes < 1 || sendsPerSecond < 0) {
      throw new IllegalArgumentException(
          "a hub has at least one unit, and takes no less than nothing");
    }
  }

  /** The same with another number of messages a day. */
  public Allowance withMessages(long wanted) {
    return new Allowance(sku, units, wanted, pieceBytes, sendsPerSecond);
  }
}
