package fettle.dashboard.series;

import fettle.dashboard.lake.Reading;
import fettle.telemetry.Decoded;
import fettle.telemetry.Limits;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The readings in message bodies that a gateway has taken. */
public final class SentReadings {
  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private SentReadings() {}

  /**
   * By time, and where times are equal in the order in which they came.
   *
   * @param wanted signals
   */
  public static List<Reading> of(
      MachineId machine, List<byte[]> bodies, List<String> wanted, TimeRange range) {
    List<Reading> readings = new ArrayList<>();
    for (byte[] body : bodies) {
      switch (CODEC.decode(body, machine.machine())) {
        case Decoded.Valid valid -> add(valid.batch(), wanted, range, readings);
        case Decoded.Flat flat -> add(flat.batch(), wanted, range, readings);
        // of a gateway with other limits: what is missing is found missing by its count
        case Decoded.Rejected rejected -> {}
      }
    }
    readings.sort(Comparator.comparingLong(Reading::t));
    return readings;
  }

  private static void add(
      TelemetryBatch batch, List<String> wanted, TimeRange range, List<Reading> readings) {
    int[] index = wanted.stream().mapToInt(batch.signals()::indexOf).toArray();
    for (int r = 0; r < batch.readings(); r++) {
      long time = batch.times()[r];
      if (time < range.from() || time >= range.to()) {
        continue;
      }
      double[] values = new double[index.length];
      for (int s = 0; s < index.length; s++) {
        values[s] = index[s] < 0 ? Double.NaN : batch.values()[index[s]][r];
      }
      boolean isScored = batch.scoring() != null;
      readings.add(
          new Reading(
              time,
              values,
              isScored ? batch.scoring().score()[r] : Double.NaN,
              isScored && batch.scoring().anomaly()[r]));
    }
  }
}
