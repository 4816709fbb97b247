package fettle.telemetry.store;

import java.nio.ByteBuffer;

/** Unsigned LEB128, as in Protocol Buffers' base 128 varints. */
public final class Varint {
  /** Bytes of the longest value. */
  public static final int MAX_BYTES = 10;

  private static final int MAX_SHIFT = 63;

  private Varint() {}

  /** Writes a value; {@link #MAX_BYTES} at most. */
  public static void put(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /**
   * Reads a value.
   *
   * @throws java.nio.BufferUnderflowException when the bytes end early
   * @throws IllegalArgumentException when the number does not end after 64 bits
   */
  public static long get(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number runs over 64 bits");
  }

  /**
   * Reads how many bytes, or things of at least a byte each, follow.
   *
   * @throws java.nio.BufferUnderflowException when the bytes end early
   * @throws IllegalArgumentException when that many bytes do not follow
   */
  public static int length(ByteBuffer in) {
    long length = get(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("the bytes are cut short");
    }
    return (int) length;
  }
}
