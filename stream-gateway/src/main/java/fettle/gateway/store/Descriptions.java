package fettle.gateway.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A copy of what people say of machines, for those who must not wait for the store: as old as the
 * last {@link #refresh}. Thread-safe.
 */
public final class Descriptions implements Function<MachineId, MachineDescription> {
  private static final Logger LOG = Logger.getLogger(Descriptions.class);

  private final RedisCalls redis;
  private volatile Map<MachineId, MachineDescription> known = Map.of();
  private String version = "";

  Descriptions(RedisCalls redis) {
    this.redis = redis;
  }

  @Override
  public MachineDescription apply(MachineId machine) {
    return known.getOrDefault(machine, MachineDescription.NONE);
  }

  /** Reads them again when they have changed. Blocks. */
  public synchronized void refresh() throws StoreAway {
    Response now = redis.send(Request.cmd(Command.GET).arg(MachineKeys.VERSION));
    if (now == null || now.toString().equals(version)) {
      return;
    }
    Response all = redis.send(Request.cmd(Command.HGETALL).arg(MachineKeys.DESCRIPTIONS));
    Map<MachineId, MachineDescription> read = new HashMap<>();
    for (String machine : all.getKeys()) {
      try {
        read.put(
            MachineId.parse(machine), MachineDescriptionCodec.decode(all.get(machine).toString()));
      } catch (IllegalArgumentException e) {
        LOG.warnf(
            "machine=%s: its description in the store is passed over: %s", machine, e.getMessage());
      }
    }
    known = Map.copyOf(read);
    version = now.toString();
  }
}
