package fettle.drift;

import fettle.telemetry.store.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A {@link KllSketch} as bytes: version, then as LEB128 seed, coins, non-finite readings and number
 * of levels, then minimum and maximum (4 bytes each), then per level the number of its values and
 * the values, ascending, as LEB128 of how far each is from the one before. Floats are counted so
 * that neighbours differ by one, hence readings that lie close take two bytes or three. What a
 * later version adds follows, and is passed over.
 */
public final class KllCodec {
  private static final byte VERSION = 1;
  private static final int MOST_LEVELS = 56;

  private KllCodec() {}

  /** Packs the sketch. */
  public static byte[] encode(KllSketch sketch) {
    int bound = 1 + 4 * Varint.MAX_BYTES + 2 * Float.BYTES;
    bound += sketch.levels() * Varint.MAX_BYTES + sketch.retained() * 5;
    ByteBuffer out = ByteBuffer.allocate(bound);
    out.put(VERSION);
    Varint.put(out, Integer.toUnsignedLong(sketch.seed()));
    Varint.put(out, sketch.coins());
    Varint.put(out, sketch.nonFinite());
    Varint.put(out, sketch.levels());
    out.putFloat(sketch.min());
    out.putFloat(sketch.max());
    for (int h = 0; h < sketch.levels(); h++) {
      float[] values = sketch.level(h);
      Varint.put(out, values.length);
      long before = 0;
      for (float value : values) {
        long place = place(value);
        Varint.put(out, place - before);
        before = place;
      }
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Unpacks a sketch.
   *
   * @throws IllegalArgumentException when the bytes are not a sketch of a known version
   */
  public static KllSketch decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("sketch of unknown version " + version);
      }
      int seed = (int) Varint.get(in);
      long coins = natural(Varint.get(in), "number of coins");
      long nonFinite = natural(Varint.get(in), "number of non-finite readings");
      long levels = Varint.get(in);
      if (levels < 1 || levels > MOST_LEVELS) {
        throw new IllegalArgumentException("a sketch cannot have " + levels + " levels");
      }
      float min = in.getFloat();
      float max = in.getFloat();
      float[][] values = new float[(int) levels][];
      for (int h = 0; h < levels; h++) {
        values[h] = level(in, min, max);
      }
      return new KllSketch(seed, coins, nonFinite, min, max, values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packed sketch is cut short", e);
    }
  }

  private static float[] level(ByteBuffer in, float min, float max) {
    float[] values = new float[Varint.length(in)];
    long place = 0;
    for (int i = 0; i < values.length; i++) {
      place += natural(Varint.get(in), "distance of two values");
      values[i] = value(place);
      if (!(values[i] >= min && values[i] <= max)) {
        throw new IllegalArgumentException("a value lies outside the sketch's own range");
      }
    }
    return values;
  }

  private static long natural(long value, String what) {
    if (value < 0 || value > Long.MAX_VALUE >> 8) {
      throw new IllegalArgumentException("the " + what + " is out of range");
    }
    return value;
  }

  /** Where a finite float stands among all of them, from 0 up. */
  private static long place(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (bits < 0 ? ~bits : bits | 0x8000_0000) & 0xFFFF_FFFFL;
  }

  private static float value(long place) {
    if (place > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("a value is no single precision number");
    }
    int bits = (int) place;
    float value = Float.intBitsToFloat(bits < 0 ? bits & 0x7FFF_FFFF : ~bits);
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("a value is not finite");
    }
    return value;
  }
}
