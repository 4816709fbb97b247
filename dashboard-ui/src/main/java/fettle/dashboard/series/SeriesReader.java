package fettle.dashboard.series;

import fettle.dashboard.store.BucketStore;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.SortedMap;

/** Reads the buckets of a range, and no chunk that cannot exist. */
@ApplicationScoped
public class SeriesReader {
  private final BucketStore buckets;

  SeriesReader(BucketStore buckets) {
    this.buckets = buckets;
  }

  /**
   * Packed buckets that hold a time of the range, widened to whole buckets of the resolution.
   *
   * @param state the machine; what is before its first or after its last reading is not asked for
   * @param now epoch milliseconds; what has expired by then is not asked for
   */
  public Uni<SortedMap<Long, byte[]>> read(
      MachineState state, Resolution resolution, TimeRange range, long now) {
    Tier tier = resolution.tier();
    long kept = now - tier.retentionMs() - tier.chunkMs();
    long from = Math.max(resolution.start(range.from()), Math.max(state.firstEvent(), kept));
    long end = resolution.start(range.to() - 1) + resolution.widthMs();
    long to = Math.min(end, state.lastEvent() + 1);
    if (from >= to) {
      return Uni.createFrom().item(Collections.emptySortedMap());
    }
    return buckets.range(new StoreKeys(state.partition()), state.id(), tier, from, to);
  }
}
