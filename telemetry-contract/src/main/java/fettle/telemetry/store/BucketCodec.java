package fettle.telemetry.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bucket as bytes: version, readings, anomalous (unsigned LEB128), highest score (8 bytes),
 * number of signals, then per signal its count and, when it is not 0, minimum, maximum and sum (8
 * bytes each, little endian; one value only when the count is 1). About 80 bytes for 8 signals at
 * one reading a bucket, 220 otherwise.
 */
public final class BucketCodec {
  private static final byte VERSION = 1;

  private BucketCodec() {}

  /** Packs the bucket. */
  public static byte[] encode(Bucket bucket) {
    int bound = 1 + 3 * Varint.MAX_BYTES + Double.BYTES;
    bound += bucket.signals() * (Varint.MAX_BYTES + 3 * Double.BYTES);
    ByteBuffer out = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
    out.put(VERSION);
    Varint.put(out, bucket.readings());
    Varint.put(out, bucket.anomalous());
    out.putDouble(bucket.highestScore());
    Varint.put(out, bucket.signals());
    for (int s = 0; s < bucket.signals(); s++) {
      long count = bucket.count(s);
      Varint.put(out, count);
      if (count > 0) {
        out.putDouble(bucket.min(s));
      }
      if (count > 1) {
        out.putDouble(bucket.max(s));
        out.putDouble(bucket.sum(s));
      }
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Unpacks a bucket.
   *
   * @throws IllegalArgumentException when the bytes are not a bucket of a known version
   */
  public static Bucket decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("bucket of unknown version " + version);
      }
      long readings = Varint.get(in);
      long anomalous = Varint.get(in);
      double score = in.getDouble();
      int signals = Varint.length(in);
      Bucket bucket = new Bucket(signals);
      bucket.putTotals(readings, anomalous, score);
      for (int s = 0; s < signals; s++) {
        long count = Varint.get(in);
        if (count > 0) {
          double low = in.getDouble();
          double high = count > 1 ? in.getDouble() : low;
          double sum = count > 1 ? in.getDouble() : low;
          bucket.put(s, count, low, high, sum);
        }
      }
      return bucket;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packed bucket is cut short", e);
    }
  }
}
