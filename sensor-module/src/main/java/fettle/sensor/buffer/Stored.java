package fettle.sensor.buffer;

/**
 * An entry and its place.
 *
 * @param index counts all entries ever appended to this buffer
 */
public record Stored(long index, Entry entry) {
  private static final byte[] NOTHING = {};

  Stored withoutBody() {
    return new Stored(
        index,
        new Entry(entry.machine(), entry.messageId(), entry.readings(), entry.mark(), NOTHING));
  }
}
