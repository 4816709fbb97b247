package fettle.telemetry.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Buckets of one machine that changed, announced on {@link StoreKeys#live}. Values are absolute: a
 * later update of a bucket replaces an earlier one, so updates may be merged or repeated. Buckets
 * are of the finest tier; of a coarser one only where readings were too late for the finer ones.
 * Without buckets it says that the machine's state alone changed.
 *
 * @param tierMs width of the buckets
 * @param buckets changed buckets, ascending in time, or none
 */
public record LiveUpdate(long tierMs, List<Changed> buckets) {

  /**
   * One changed bucket.
   *
   * @param start epoch milliseconds
   * @param packed the bucket as {@link BucketCodec} packs it
   */
  public record Changed(long start, byte[] packed) {
    /** The bucket itself. */
    public Bucket bucket() {
      return BucketCodec.decode(packed);
    }
  }

  /** Width, number of buckets, then start, length and bytes of each; numbers as LEB128. */
  public byte[] encode() {
    int bound = 2 * Long.BYTES + 4;
    for (Changed changed : buckets) {
      bound += 2 * Long.BYTES + 4 + changed.packed().length;
    }
    ByteBuffer out = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
    Varint.put(out, tierMs);
    Varint.put(out, buckets.size());
    for (Changed changed : buckets) {
      Varint.put(out, changed.start());
      Varint.put(out, changed.packed().length);
      out.put(changed.packed());
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads an announcement.
   *
   * @throws IllegalArgumentException when the bytes are not one
   */
  public static LiveUpdate decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      long tierMs = Varint.get(in);
      int count = Varint.length(in);
      List<Changed> buckets = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        long start = Varint.get(in);
        byte[] packed = new byte[Varint.length(in)];
        in.get(packed);
        buckets.add(new Changed(start, packed));
      }
      return new LiveUpdate(tierMs, buckets);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a live update is cut short", e);
    }
  }
}
