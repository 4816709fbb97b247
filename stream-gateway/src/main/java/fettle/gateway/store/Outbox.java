package fettle.gateway.store;

import fettle.gateway.notify.AlarmEventCodec;
import fettle.gateway.notify.Notice;
import fettle.telemetry.notify.EndpointStatus;
import fettle.telemetry.notify.EndpointStatusCodec;
import fettle.telemetry.notify.NotifyKeys;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** What is to be told, as steps have written it; and how that is getting on. Thread-safe. */
public final class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final RedisCalls calls;
  private final Redis redis;
  private final String gateway;

  Outbox(RedisCalls calls, Redis redis, String gateway) {
    this.calls = calls;
    this.redis = redis;
    this.gateway = gateway;
  }

  /** What waits in a partition, the oldest first. Blocks. */
  public List<Notice> waiting(int partition) throws StoreAway {
    Response all = calls.send(Request.cmd(Command.HGETALL).arg(new StoreKeys(partition).outbox()));
    List<Notice> notices = new ArrayList<>();
    for (String field : all.getKeys()) {
      try {
        notices.add(
            new Notice(
                Notice.endpointOf(field), AlarmEventCodec.decode(all.get(field).toString())));
      } catch (IllegalArgumentException e) {
        LOG.errorf(
            "partition=%d: a notification in the store is let go of: %s",
            (Object) partition, e.getMessage());
        remove(partition, field);
      }
    }
    notices.sort(
        Comparator.comparingLong((Notice notice) -> notice.event().at())
            .thenComparing(notice -> notice.event().type()));
    return notices;
  }

  /**
   * Takes one off the list; does not wait. Should that fail it is told again by whoever takes the
   * partition over.
   */
  public void remove(int partition, String field) {
    redis
        .send(Request.cmd(Command.HDEL).arg(new StoreKeys(partition).outbox()).arg(field))
        .onFailure(e -> LOG.debugf("a notification stays on the list: %s", e.getMessage()));
  }

  /** The same of what is told of the hub. */
  public void removeOfHub(String field) {
    redis
        .send(Request.cmd(Command.HDEL).arg(HubStore.OUTBOX).arg(field))
        .onFailure(e -> LOG.debugf("a notification stays on the list: %s", e.getMessage()));
  }

  /** Writes how endpoints are getting on at this gateway; does not wait. */
  public CompletionStage<?> tell(List<EndpointStatus> statuses) {
    Request request = Request.cmd(Command.HSET).arg(NotifyKeys.STATUS);
    for (EndpointStatus status : statuses) {
      request
          .arg(NotifyKeys.field(status.endpoint(), gateway))
          .arg(EndpointStatusCodec.encode(status));
    }
    Request gone =
        Request.cmd(Command.PEXPIRE).arg(NotifyKeys.STATUS).arg(NotifyKeys.GONE_AFTER_MS);
    return redis.batch(List.of(request, gone)).toCompletionStage();
  }
}
