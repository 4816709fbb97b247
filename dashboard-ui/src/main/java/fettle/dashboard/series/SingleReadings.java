package fettle.dashboard.series;

import fettle.dashboard.lake.Reading;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Readings as they were sent, as buckets of one millisecond. */
final class SingleReadings {
  private SingleReadings() {}

  /**
   * The readings of a range.
   *
   * @param bodies message bodies that a gateway has taken
   * @param names signals of the machine, in index order; what is not named is not read
   */
  static SortedMap<Long, Bucket> of(
      MachineId machine, List<byte[]> bodies, List<String> names, TimeRange range) {
    SortedMap<Long, Bucket> buckets = new TreeMap<>();
    for (Reading reading : SentReadings.of(machine, bodies, names, range)) {
      Bucket bucket = buckets.computeIfAbsent(reading.t(), t -> new Bucket(names.size()));
      bucket.addReading();
      for (int s = 0; s < names.size(); s++) {
        bucket.add(s, reading.values()[s]);
      }
      bucket.addScore(reading.score(), reading.anomalous());
    }
    return buckets;
  }
}
