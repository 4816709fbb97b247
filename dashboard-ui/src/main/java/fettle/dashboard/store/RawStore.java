package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The message bodies of a machine's last minutes. */
@ApplicationScoped
public class RawStore {
  /** More is not read for one view; a gateway keeps 256 KB unless told otherwise. */
  private static final long MOST_BYTES = 4 << 20;

  private final StoreCalls calls;

  RawStore(StoreCalls calls) {
    this.calls = calls;
  }

  /** Bodies as received, oldest arrival first; none where they are too many to be read at once. */
  public Uni<List<byte[]>> bodies(StoreKeys keys, MachineId machine) {
    return calls
        .send(Request.cmd(Command.HGET).arg(keys.rawBytes()).arg(machine.toString()))
        .chain(
            bytes ->
                bytes == null || bytes.toLong() > MOST_BYTES
                    ? Uni.createFrom().item(List.of())
                    : read(keys, machine));
  }

  private Uni<List<byte[]>> read(StoreKeys keys, MachineId machine) {
    return calls
        .send(Request.cmd(Command.LRANGE).arg(keys.raw(machine)).arg(0).arg(-1))
        .map(
            list -> {
              List<byte[]> bodies = new ArrayList<>();
              for (Response body : list) {
                bodies.add(body.toBytes());
              }
              return bodies;
            });
  }
}
