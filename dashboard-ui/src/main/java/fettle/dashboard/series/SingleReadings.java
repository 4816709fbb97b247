package fettle.dashboard.series;

import fettle.telemetry.Decoded;
import fettle.telemetry.Limits;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import fettle.telemetry.store.Bucket;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Readings as they were sent, as buckets of one millisecond. */
final class SingleReadings {
  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private SingleReadings() {}

  /**
   * The readings of a range.
   *
   * @param bodies message bodies that a gateway has taken
   * @param names signals of the machine, in index order; what is not named is not read
   */
  static SortedMap<Long, Bucket> of(
      MachineId machine, List<byte[]> bodies, List<String> names, TimeRange range) {
    SortedMap<Long, Bucket> readings = new TreeMap<>();
    for (byte[] body : bodies) {
      switch (CODEC.decode(body, machine.machine())) {
        case Decoded.Valid valid -> add(valid.batch(), names, range, readings);
        case Decoded.Flat flat -> add(flat.batch(), names, range, readings);
        // of a gateway with other limits: what is missing is found missing by its count
        case Decoded.Rejected rejected -> {}
      }
    }
    return readings;
  }

  private static void add(
      TelemetryBatch batch, List<String> names, TimeRange range, SortedMap<Long, Bucket> readings) {
    int[] index = batch.signals().stream().mapToInt(names::indexOf).toArray();
    Scoring scoring = batch.scoring();
    for (int r = 0; r < batch.readings(); r++) {
      long time = batch.times()[r];
      if (time < range.from() || time >= range.to()) {
        continue;
      }
      Bucket reading = readings.computeIfAbsent(time, t -> new Bucket(names.size()));
      reading.addReading();
      for (int s = 0; s < index.length; s++) {
        if (index[s] >= 0) {
          reading.add(index[s], batch.values()[s][r]);
        }
      }
      if (scoring != null) {
        reading.addScore(scoring.score()[r], scoring.anomaly()[r]);
      }
    }
  }
}
