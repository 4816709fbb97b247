package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What people call machines, read again only when it has changed. */
@ApplicationScoped
public class DescriptionStore {
  private static final Logger LOG = Logger.getLogger(DescriptionStore.class);

  private final StoreCalls calls;
  private final AtomicReference<Descriptions> known = new AtomicReference<>(Descriptions.NONE);

  DescriptionStore(StoreCalls calls) {
    this.calls = calls;
  }

  /** All of them. */
  public Uni<Descriptions> read() {
    return calls
        .send(Request.cmd(Command.GET).arg(MachineKeys.VERSION))
        .chain(
            version -> {
              if (version == null) { // of a store that has none, or has lost them
                known.set(Descriptions.NONE);
                return Uni.createFrom().item(Descriptions.NONE);
              }
              Descriptions held = known.get();
              return version.toLong() == held.version()
                  ? Uni.createFrom().item(held)
                  : readAll(version.toLong());
            });
  }

  /** What changes after the version was asked for is read once more, and harms nobody. */
  private Uni<Descriptions> readAll(long version) {
    return calls
        .send(Request.cmd(Command.HGETALL).arg(MachineKeys.DESCRIPTIONS))
        .map(hash -> new Descriptions(version, decode(hash)))
        .invoke(known::set);
  }

  private static Map<MachineId, MachineDescription> decode(Response hash) {
    Map<MachineId, MachineDescription> machines = new HashMap<>();
    Answers.texts(hash)
        .forEach(
            (machine, text) -> {
              try {
                machines.put(MachineId.parse(machine), MachineDescriptionCodec.decode(text));
              } catch (IllegalArgumentException e) { // of a gateway with other rules
                LOG.warnf("the description of %s is not used: %s", machine, e.getMessage());
              }
            });
    return machines;
  }
}
