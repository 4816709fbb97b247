package fettle.dashboard.store;

import fettle.telemetry.hub.HubKeys;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubUsageCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/** What the IoT hub has taken. */
@ApplicationScoped
public class HubStore {
  private final StoreCalls calls;
  private final InstantSource clock;

  HubStore(StoreCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** As it was measured last; empty when nobody measures, or not any more. */
  public Uni<Optional<HubUsage>> usage() {
    return calls
        .send(Request.cmd(Command.GET).arg(HubKeys.USAGE))
        .map(
            text ->
                Optional.ofNullable(text)
                    .map(json -> HubUsageCodec.decode(json.toString()))
                    .filter(usage -> !usage.isStale(clock.millis())));
  }
}
