package fettle.gateway.store;

import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks whether this store may be written for this stream, and names the stream in a new store. */
public final class StoreGate {
  private static final Logger LOG = Logger.getLogger(StoreGate.class);
  private static final String POLICY = "maxmemory_policy:";

  private final RedisCalls redis;

  StoreGate(RedisCalls redis) {
    this.redis = redis;
  }

  /** Why the store must not be written for this stream; empty when it may. */
  public Optional<String> refusal(StreamInfo stream) throws StoreAway {
    Optional<String> evicting = evicting();
    if (evicting.isPresent()) {
      return evicting;
    }
    StreamInfo found;
    try {
      found = named(stream);
    } catch (IllegalArgumentException e) {
      return Optional.of("the store's " + StoreKeys.STREAM + " cannot be read: " + e.getMessage());
    }
    Optional<String> difference = difference(found, stream);
    if (difference.isEmpty() && !found.tiers().equals(stream.tiers())) {
      LOG.warnf(
          "rollup tiers change from %s to %s; a new tier starts empty",
          widths(found.tiers()), widths(stream.tiers()));
      write(stream);
    }
    return difference;
  }

  private Optional<String> evicting() throws StoreAway {
    String memory = redis.send(Request.cmd(Command.INFO).arg("memory")).toString();
    return memory
        .lines()
        .filter(line -> line.startsWith(POLICY))
        .map(line -> line.substring(POLICY.length()).trim())
        .filter(policy -> !policy.equals("noeviction"))
        .findFirst()
        .map(
            policy ->
                "Redis may evict keys (maxmemory-policy "
                    + policy
                    + "), which would corrupt rollups; set maxmemory-policy noeviction");
  }

  /**
   * The stream that the store is named after: this one where it had no name. One script, so that
   * two gateways of different hubs cannot both find it unnamed.
   */
  private StreamInfo named(StreamInfo stream) throws StoreAway {
    List<byte[]> mine = new ArrayList<>();
    stream
        .toFields()
        .forEach(
            (name, value) -> {
              mine.add(name.getBytes(StandardCharsets.UTF_8));
              mine.add(value.getBytes(StandardCharsets.UTF_8));
            });
    Response all = redis.run(Script.NAME, List.of(StoreKeys.STREAM), mine);
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < all.size(); i += 2) {
      fields.put(all.get(i).toString(), all.get(i + 1).toString());
    }
    return StreamInfo.fromFields(fields).orElse(stream);
  }

  private void write(StreamInfo stream) throws StoreAway {
    Request request = Request.cmd(Command.HSET).arg(StoreKeys.STREAM);
    stream.toFields().forEach((name, value) -> request.arg(name).arg(value));
    redis.send(request);
  }

  private static Optional<String> difference(StreamInfo store, StreamInfo stream) {
    return differing("hub", store.hub(), stream.hub())
        .or(() -> differing("topic", store.topic(), stream.topic()))
        .or(() -> differing("cluster id", store.clusterId(), stream.clusterId()))
        .or(() -> differing("number of partitions", store.partitions(), stream.partitions()));
  }

  private static Optional<String> differing(String what, Object store, Object stream) {
    return store.equals(stream)
        ? Optional.empty()
        : Optional.of(
            "the store belongs to another stream: its %s is %s, this stream's is %s; use another"
                    .formatted(what, store, stream)
                + " Redis (or database), or empty this one");
  }

  private static List<Long> widths(List<Tier> tiers) {
    return tiers.stream().map(Tier::widthMs).toList();
  }
}
