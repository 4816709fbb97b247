package fettle.gateway.store;

import fettle.gateway.notify.HubEventCodec;
import fettle.gateway.notify.Notice;
import fettle.telemetry.hub.HubKeys;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubUsageCodec;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the worker measured of the hub, and what others were told of it. What waits to be told has a
 * list of its own, which gateways of earlier versions do not know.
 */
public final class HubStore {
  /**
   * Hash: endpoint and event → what is to be told to it, as JSON; gone once it is told, or let go
   * of.
   */
  static final String OUTBOX = "fettle:{hub}:outbox";

  /** {@link HubUsage} as JSON: the warnings that others were told of. */
  private static final String TOLD = "fettle:{hub}:told";

  private static final Logger LOG = Logger.getLogger(HubStore.class);

  private final RedisCalls redis;

  HubStore(RedisCalls redis) {
    this.redis = redis;
  }

  /** What was measured last; empty when nobody measures. */
  public Optional<HubUsage> usage() throws StoreAway {
    return read(HubKeys.USAGE);
  }

  /** The warnings that others know. */
  public Optional<HubUsage> told() throws StoreAway {
    return read(TOLD);
  }

  private Optional<HubUsage> read(String key) throws StoreAway {
    Response text = redis.send(Request.cmd(Command.GET).arg(key));
    try {
      return Optional.ofNullable(text).map(json -> HubUsageCodec.decode(json.toString()));
    } catch (IllegalArgumentException e) {
      LOG.warnf("%s is passed over: %s", key, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Writes, in one step, what others are now told, and to whom.
   *
   * @param before as {@link #told} had it
   * @return false when another gateway did meanwhile
   */
  public boolean tell(Optional<HubUsage> before, HubUsage told, List<Notice> notices)
      throws StoreAway {
    List<byte[]> args = new ArrayList<>();
    args.add(utf8(before.map(HubUsageCodec::encode).orElse("")));
    args.add(utf8(HubUsageCodec.encode(told)));
    for (Notice notice : notices) {
      args.add(utf8(notice.field()));
      args.add(utf8(notice.json()));
    }
    return redis.run(Script.HUB_TELL, List.of(TOLD, OUTBOX), args).toInteger() == 1;
  }

  /** What waits to be told, the oldest first. */
  public List<Notice> waiting() throws StoreAway {
    Response all = redis.send(Request.cmd(Command.HGETALL).arg(OUTBOX));
    List<Notice> notices = new ArrayList<>();
    for (String field : all.getKeys()) {
      try {
        notices.add(
            new Notice(Notice.endpointOf(field), HubEventCodec.decode(all.get(field).toString())));
      } catch (IllegalArgumentException e) {
        LOG.errorf("a warning in the store is let go of: %s", e.getMessage());
        redis.send(Request.cmd(Command.HDEL).arg(OUTBOX).arg(field));
      }
    }
    notices.sort(Comparator.comparingLong(notice -> notice.event().at()));
    return notices;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
