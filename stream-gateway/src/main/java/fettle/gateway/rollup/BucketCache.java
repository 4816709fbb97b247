package fettle.gateway.rollup;

import fettle.telemetry.store.Bucket;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * Buckets that were in use lately, the longest unused first. Bounded in bytes; shrinks only between
 * steps ({@link #shrink}), so that a step never loses a bucket it has changed. Not thread-safe.
 */
final class BucketCache {
  private static final int BYTES_PER_BUCKET = 300;
  private static final int BYTES_PER_SIGNAL = 32;

  private final long maxBytes;
  private final LinkedHashMap<BucketKey, Held> buckets = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  /** A bucket and what it is taken to weigh, in bytes. */
  private record Held(Bucket bucket, int weight) {}

  BucketCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean has(BucketKey key) {
    return buckets.containsKey(key);
  }

  /** The bucket, or null when it is not here. */
  Bucket get(BucketKey key) {
    Held held = buckets.get(key);
    return held == null ? null : held.bucket();
  }

  void put(BucketKey key, Bucket bucket, int signals) {
    int weight = BYTES_PER_BUCKET + BYTES_PER_SIGNAL * signals;
    Held before = buckets.put(key, new Held(bucket, weight));
    bytes += weight - (before == null ? 0 : before.weight());
  }

  /** What the buckets are taken to weigh. */
  long bytes() {
    return bytes;
  }

  /** Drops the longest unused buckets until the bound holds; returns how many. */
  int shrink() {
    int dropped = 0;
    Iterator<Held> oldest = buckets.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      bytes -= oldest.next().weight();
      oldest.remove();
      dropped++;
    }
    return dropped;
  }
}
