package fettle.dashboard.export;

import fettle.dashboard.lake.Reading;
import fettle.dashboard.series.Division;
import fettle.dashboard.series.TimeRange;
import fettle.telemetry.store.Tier;
import java.util.List;

/** What a file is made of. */
sealed interface Contents {

  /** How fine it is, for the file's name. */
  String resolution();

  /** Rows are single readings. */
  sealed interface OfReadings extends Contents {
    @Override
    default String resolution() {
      return "readings";
    }
  }

  /** Rows are buckets. */
  sealed interface OfBuckets extends Contents {
    /** Of the buckets, milliseconds. */
    long widthMs();

    @Override
    default String resolution() {
      return widthMs() % 1_000 == 0
          ? "buckets-" + widthMs() / 1_000 + "s"
          : "buckets-" + widthMs() + "ms";
    }
  }

  /** Readings out of the lake. */
  record LakeReadings(TimeRange range) implements OfReadings {}

  /** Readings that the store still has. */
  record StoredReadings(List<Reading> readings) implements OfReadings {}

  /** A tier of the store. */
  record StoredBuckets(TimeRange range, Tier tier) implements OfBuckets {
    @Override
    public long widthMs() {
      return tier.widthMs();
    }
  }

  /** Buckets out of the lake, then out of the store. */
  record DividedBuckets(Division division, Tier coarsest) implements OfBuckets {
    @Override
    public long widthMs() {
      return division.widthMs();
    }
  }

  /** Nothing in the range. */
  record Nothing() implements OfReadings {}
}
