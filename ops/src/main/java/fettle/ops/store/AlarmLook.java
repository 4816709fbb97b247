package fettle.ops.store;

import fettle.ops.store.DecisionLog.Sender;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Optional;

/** The gateway's alarms, which are only looked at here. */
public final class AlarmLook {
  private final Sender sender;

  AlarmLook(Sender sender) {
    this.sender = sender;
  }

  /** An alarm as it is now; empty when it has gone for newer ones. */
  public Optional<Alarm> find(MachineId machine, String id) throws IOException {
    int partitions = new StreamLook(sender).partitions();
    for (int partition = 0; partition < partitions; partition++) {
      StoreKeys keys = new StoreKeys(partition);
      Optional<Alarm> found = open(keys, machine, id);
      found = found.isPresent() ? found : get(keys.pastAlarms(), id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Alarm> open(StoreKeys keys, MachineId machine, String id) throws IOException {
    for (Alarm.Kind kind : Alarm.Kind.values()) {
      Optional<Alarm> open = get(keys.openAlarms(), Alarm.slot(machine, kind));
      if (open.isPresent() && open.get().id().equals(id)) {
        return open;
      }
    }
    return Optional.empty();
  }

  private Optional<Alarm> get(String hash, String field) throws IOException {
    Response alarm = sender.send(Request.cmd(Command.HGET).arg(hash).arg(field));
    return Optional.ofNullable(alarm).flatMap(json -> AlarmCodec.decodeKnown(json.toBytes()));
  }
}
