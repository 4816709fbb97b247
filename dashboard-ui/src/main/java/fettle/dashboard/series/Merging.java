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
    SortedMap<Long, Bucket> shown = new TreeMap<>();
    stored.forEach(
        (start, packed) -> {
          Bucket bucket = BucketCodec.decode(packed);
          shown.merge(
              resolution.start(start),
              bucket,
              (sum, next) -> {
                sum.addAll(next);
                return sum;
              });
        });
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
