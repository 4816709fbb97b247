package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packed buckets of a machine, by their start in epoch milliseconds. */
@ApplicationScoped
public class BucketStore {
  private final StoreCalls calls;

  BucketStore(StoreCalls calls) {
    this.calls = calls;
  }

  /** All stored buckets of a tier that hold a time in [from, to). */
  public Uni<SortedMap<Long, byte[]>> range(
      StoreKeys keys, MachineId machine, Tier tier, long from, long to) {
    long first = tier.bucketStart(from);
    List<Long> chunks = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    for (long chunk = tier.chunkStart(from); chunk < to; chunk += tier.chunkMs()) {
      chunks.add(chunk);
      requests.add(Request.cmd(Command.HGETALL).arg(keys.chunk(tier, chunk, machine)));
    }
    return calls
        .batch(requests)
        .map(
            answers -> {
              TreeMap<Long, byte[]> buckets = new TreeMap<>();
              for (int i = 0; i < answers.size(); i++) {
                addChunk(tier, chunks.get(i), answers.get(i), buckets);
              }
              return buckets.subMap(first, to);
            });
  }

  private static void addChunk(
      Tier tier, long chunkStart, Response chunk, Map<Long, byte[]> buckets) {
    Answers.fields(chunk)
        .forEach(
            (index, packed) ->
                buckets.put(chunkStart + Long.parseLong(index) * tier.widthMs(), packed.toBytes()));
  }

  /** The buckets with these starts, as far as they exist. */
  public Uni<SortedMap<Long, byte[]>> at(
      StoreKeys keys, MachineId machine, Tier tier, Collection<Long> starts) {
    List<Long> wanted = List.copyOf(starts);
    List<Request> requests =
        wanted.stream()
            .map(
                start ->
                    Request.cmd(Command.HGET)
                        .arg(keys.chunk(tier, tier.chunkStart(start), machine))
                        .arg(tier.indexInChunk(start)))
            .toList();
    return calls
        .batch(requests)
        .map(
            answers -> {
              SortedMap<Long, byte[]> buckets = new TreeMap<>();
              for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) != null) {
                  buckets.put(wanted.get(i), answers.get(i).toBytes());
                }
              }
              return buckets;
            });
  }
}
