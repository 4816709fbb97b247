package fettle.gateway.rollup;

import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.store.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which buckets records change, by the tiers and their horizons. */
public final class Reach {
  private final RollupRules rules;

  Reach(RollupRules rules) {
    this.rules = rules;
  }

  /** An upper bound of the buckets that a record changes, over all tiers. */
  public long bucketsAtMost(Intake intake) {
    if (!(intake.content() instanceof Content.Readings readings)) {
      return 0;
    }
    long[] times = readings.batch().times();
    long sum = 0;
    for (Tier tier : rules.tiers()) {
      Window window = window(tier, times, intake.enqueuedAt());
      if (!window.isEmpty()) {
        long first = tier.bucketStart(times[window.from()]);
        long last = tier.bucketStart(times[window.to() - 1]);
        sum += Math.min(window.to() - window.from(), (last - first) / tier.widthMs() + 1);
      }
    }
    return sum;
  }

  /** Buckets these records change that may exist in the store and are not in memory. */
  public Set<BucketKey> absentBuckets(PartitionMemory memory, List<Intake> intakes) {
    Set<BucketKey> absent = new LinkedHashSet<>();
    for (Intake intake : intakes) {
      if (intake.content() instanceof Content.Readings readings) {
        TelemetryBatch batch = readings.batch();
        MachineMemory machine = memory.known(readings.machine());
        if (machine != null) {
          addAbsent(memory, machine, batch.times(), intake.enqueuedAt(), absent);
        }
      }
    }
    return absent;
  }

  private void addAbsent(
      PartitionMemory memory,
      MachineMemory machine,
      long[] times,
      long enqueuedAt,
      Set<BucketKey> absent) {
    for (int t = 0; t < rules.tiers().size(); t++) {
      Tier tier = rules.tiers().get(t);
      long newest = tier.bucketStart(machine.lastEvent());
      Window window = window(tier, times, enqueuedAt);
      Runs runs = new Runs(tier, times, window.from(), window.to());
      while (runs.next() && runs.start() <= newest) {
        BucketKey key = new BucketKey(machine.id(), t, runs.start());
        if (!memory.buckets().has(key)) {
          absent.add(key);
        }
      }
    }
  }

  /** The readings of a batch that a tier takes. */
  Window window(Tier tier, long[] times, long enqueuedAt) {
    return Window.of(times, enqueuedAt, tier.retentionMs(), rules.futureMs());
  }
}
