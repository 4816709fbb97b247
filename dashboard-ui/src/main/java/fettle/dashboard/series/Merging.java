package fettle.dashboard.series;

import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.BucketCodec;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the buckets shown from the buckets stored. */
public final class Merging {
  private Merging() {}

  /**
   * Unpacks and merges.
   *
   * @param stored packed buckets by start, all of those that the wanted ones are made of
   */
  public static SortedMap<Long, Bucket> merge(
      SortedMap<Long, byte[]> stored, Resolution resolution) {
    SortedMap<Long, Bucket> buckets = new TreeMap<>();
    stored.forEach((start, packed) -> buckets.put(start, BucketCodec.decode(packed)));
    return resolution.isStored() ? buckets : mergeBuckets(buckets, resolution);
  }

  /** Merges buckets that are unpacked, and leaves them as they are. */
  static SortedMap<Long, Bucket> mergeBuckets(
      SortedMap<Long, Bucket> buckets, Resolution resolution) {
    SortedMap<Long, Bucket> shown = new TreeMap<>();
    buckets.forEach(
        (start, bucket) ->
            shown
                .computeIfAbsent(resolution.start(start), s -> new Bucket(bucket.signals()))
                .addAll(bucket));
    return shown;
  }

  /** The same, packed again; buckets that are shown as stored are passed on as they are. */
  public static SortedMap<Long, byte[]> mergePacked(
      SortedMap<Long, byte[]> stored, Resolution resolution) {
    if (resolution.isStored()) {
      return stored;
    }
    SortedMap<Long, byte[]> packed = new TreeMap<>();
    merge(stored, resolution).forEach((start, b) -> packed.put(start, BucketCodec.encode(b)));
    return packed;
  }
}
