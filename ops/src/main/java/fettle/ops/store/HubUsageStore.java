package fettle.ops.store;

import fettle.ops.store.DecisionLog.Sender;
import fettle.telemetry.hub.HubKeys;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubUsageCodec;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Optional;

/** What the hub has taken, as it was measured last. */
public final class HubUsageStore {
  private final Sender sender;

  HubUsageStore(Sender sender) {
    this.sender = sender;
  }

  /** The last measurement; empty before the first one, and when it is none. */
  public Optional<HubUsage> last() throws IOException {
    Response text = sender.send(Request.cmd(Command.GET).arg(HubKeys.USAGE));
    try {
      return Optional.ofNullable(text).map(json -> HubUsageCodec.decode(json.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the next one takes its place
    }
  }

  public void put(HubUsage usage) throws IOException {
    sender.send(Request.cmd(Command.SET).arg(HubKeys.USAGE).arg(HubUsageCodec.encode(usage)));
  }
}
