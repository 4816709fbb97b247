package fettle.telemetry.store;

/**
 * One width of rollup bucket.
 *
 * @param widthMs width of a bucket in milliseconds
 * @param retentionMs how long a bucket is kept after its chunk's end, in milliseconds
 */
public record Tier(long widthMs, long retentionMs) {

  /** Buckets in one stored chunk. */
  public static final int CHUNK = 60;

  public Tier {
    if (widthMs <= 0 || retentionMs < widthMs) {
      throw new IllegalArgumentException(
          "a tier of " + widthMs + " ms kept for " + retentionMs + " ms keeps nothing");
    }
  }

  /** Start of the bucket that holds this time, epoch milliseconds. */
  public long bucketStart(long time) {
    return Math.floorDiv(time, widthMs) * widthMs;
  }

  /** Start of the chunk that holds this time, epoch milliseconds. */
  public long chunkStart(long time) {
    return Math.floorDiv(time, chunkMs()) * chunkMs();
  }

  /** Index of this time's bucket in its chunk, 0 to {@link #CHUNK} - 1. */
  public int indexInChunk(long time) {
    return (int) (Math.floorMod(time, chunkMs()) / widthMs);
  }

  /** Length of a chunk in milliseconds. */
  public long chunkMs() {
    return widthMs * CHUNK;
  }

  /** When the chunk that starts here expires, epoch milliseconds. */
  public long expiresAt(long chunkStart) {
    return chunkStart + chunkMs() + retentionMs;
  }
}
