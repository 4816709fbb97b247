package fettle.dashboard.store;

import fettle.telemetry.notify.EndpointStatus;
import fettle.telemetry.notify.EndpointStatusCodec;
import fettle.telemetry.notify.NotifyKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How notifications are getting on. */
@ApplicationScoped
public class NotificationStore {
  private final StoreCalls calls;
  private final InstantSource clock;

  NotificationStore(StoreCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** All endpoints by name, those of several gateways together; of gateways that are gone none. */
  public Uni<List<EndpointStatus>> endpoints() {
    return calls
        .send(Request.cmd(Command.HVALS).arg(NotifyKeys.STATUS))
        .map(
            values -> {
              long oldest = clock.millis() - NotifyKeys.GONE_AFTER_MS;
              Map<String, EndpointStatus> byName = new TreeMap<>();
              for (Response value : values) {
                EndpointStatus status = EndpointStatusCodec.decode(value.toString());
                if (status.at() >= oldest) {
                  byName.merge(status.endpoint(), status, EndpointStatus::with);
                }
              }
              return List.copyOf(byName.values());
            });
  }
}
