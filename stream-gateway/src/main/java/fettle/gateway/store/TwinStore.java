package fettle.gateway.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineKeys;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.MachineTwinCodec;
import fettle.telemetry.machine.ModelSet;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The copy of what the hub's twins say of machines. */
public final class TwinStore {
  /** Arguments of one script. */
  private static final int SLICE = 500;

  private final RedisCalls redis;
  private final String gateway;

  /**
   * @param gateway name that no other gateway has
   */
  TwinStore(RedisCalls redis, String gateway) {
    this.redis = redis;
    this.gateway = gateway;
  }

  /** Whether this gateway is the one that keeps the copy true, from now for so long. */
  public boolean keeps(Duration lease) throws StoreAway {
    return redis
            .run(
                Script.KEEP,
                List.of(MachineKeys.KEEPER),
                List.of(utf8(gateway), utf8(Long.toString(lease.toMillis()))))
            .toInteger()
        == 1;
  }

  /** Writes descriptions where they differ; {@link MachineDescription#NONE} takes one away. */
  public void describe(Map<MachineId, MachineDescription> machines) throws StoreAway {
    List<byte[]> pairs = new ArrayList<>();
    machines.forEach(
        (machine, description) -> {
          pairs.add(utf8(machine.toString()));
          pairs.add(
              utf8(
                  description.equals(MachineDescription.NONE)
                      ? ""
                      : MachineDescriptionCodec.encode(description)));
        });
    for (int from = 0; from < pairs.size(); from += SLICE) {
      List<byte[]> args = new ArrayList<>();
      args.add(utf8(Integer.toString(MachineKeys.MOST_MACHINES)));
      args.addAll(pairs.subList(from, Math.min(from + SLICE, pairs.size())));
      redis.run(Script.DESCRIBE, List.of(MachineKeys.DESCRIPTIONS, MachineKeys.VERSION), args);
    }
  }

  /** Machines that have a description. */
  public Set<MachineId> described() throws StoreAway {
    Set<MachineId> machines = new HashSet<>();
    redis
        .send(Request.cmd(Command.HKEYS).arg(MachineKeys.DESCRIPTIONS))
        .forEach(machine -> machines.add(MachineId.parse(machine.toString())));
    return machines;
  }

  /** Devices of which something is known. */
  public Set<String> devices() throws StoreAway {
    Set<String> devices = new HashSet<>();
    redis
        .send(Request.cmd(Command.HKEYS).arg(MachineKeys.TWINS))
        .forEach(device -> devices.add(device.toString()));
    return devices;
  }

  /** Writes what is known of devices. */
  public void know(Map<String, MachineTwin> twins) throws StoreAway {
    if (!twins.isEmpty()) {
      Request request = Request.cmd(Command.HSET).arg(MachineKeys.TWINS);
      twins.forEach((device, twin) -> request.arg(device).arg(MachineTwinCodec.encode(twin)));
      redis.send(request);
    }
  }

  /** What is known of a device. */
  public Optional<MachineTwin> known(String device) throws StoreAway {
    return Optional.ofNullable(
            redis.send(Request.cmd(Command.HGET).arg(MachineKeys.TWINS).arg(device)))
        .map(text -> MachineTwinCodec.decode(text.toString()));
  }

  /** Takes devices away that the hub does not have any more. */
  public void forget(Collection<String> devices) throws StoreAway {
    if (!devices.isEmpty()) {
      Request request = Request.cmd(Command.HDEL).arg(MachineKeys.TWINS);
      devices.forEach(request::arg);
      redis.send(request);
    }
  }

  /** Remembers models that devices were asked to use; beyond the bound the oldest go. */
  public void remember(Collection<ModelSet> models) throws StoreAway {
    for (ModelSet set : models) {
      redis.send(
          Request.cmd(Command.HSET)
              .arg(MachineKeys.MODEL_SETS)
              .arg(set.sha256())
              .arg(MachineTwinCodec.encode(set)));
    }
    List<ModelSet> all = new ArrayList<>();
    for (Response text : redis.send(Request.cmd(Command.HVALS).arg(MachineKeys.MODEL_SETS))) {
      all.add(MachineTwinCodec.decodeModels(text.toString()));
    }
    all.sort(Comparator.comparingLong(ModelSet::seen));
    for (int i = 0; i < all.size() - MachineKeys.MOST_MODEL_SETS; i++) {
      redis.send(Request.cmd(Command.HDEL).arg(MachineKeys.MODEL_SETS).arg(all.get(i).sha256()));
    }
  }

  /** Models that a device was once asked to use. */
  public Optional<ModelSet> models(String sha256) throws StoreAway {
    return Optional.ofNullable(
            redis.send(Request.cmd(Command.HGET).arg(MachineKeys.MODEL_SETS).arg(sha256)))
        .map(text -> MachineTwinCodec.decodeModels(text.toString()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
