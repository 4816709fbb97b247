package fettle.dashboard.store;

import fettle.drift.ModelReference;
import fettle.drift.ReferenceJson;
import fettle.drift.store.DriftJson;
import fettle.drift.store.DriftPoint;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.WindowSketches;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How machines' readings stand to what their models learned from, as gateways tell it. */
@ApplicationScoped
public class DriftStore {
  private final StoreCalls calls;
  private final MachineStore machines;
  private final SharedRead<List<MachineDrift>> reading = new SharedRead<>(this::read);

  DriftStore(StoreCalls calls, MachineStore machines) {
    this.calls = calls;
    this.machines = machines;
  }

  /** The present drift of every machine that has any, by name. */
  public Uni<List<MachineDrift>> all() {
    return reading.get();
  }

  private Uni<List<MachineDrift>> read() {
    return machines.stream()
        .chain(
            stream ->
                stream.isEmpty()
                    ? Uni.createFrom().item(List.<MachineDrift>of())
                    : read(stream.get()));
  }

  private Uni<List<MachineDrift>> read(StreamInfo stream) {
    List<Request> requests = new ArrayList<>();
    for (int p = 0; p < stream.partitions(); p++) {
      requests.add(Request.cmd(Command.HVALS).arg(new StoreKeys(p).drift()));
    }
    return calls
        .batch(requests)
        .map(
            partitions -> {
              List<MachineDrift> all = new ArrayList<>();
              for (Response partition : partitions) {
                all.addAll(decoded(partition, DriftJson::decodeMachine));
              }
              all.sort(Comparator.comparing(MachineDrift::id));
              return all;
            });
  }

  /** The present drift of one machine; empty before its first sketch. */
  public Uni<Optional<MachineDrift>> of(int partition, MachineId machine) {
    return calls
        .send(
            Request.cmd(Command.HGET).arg(new StoreKeys(partition).drift()).arg(machine.toString()))
        .map(found -> Optional.ofNullable(found).map(it -> DriftJson.decodeMachine(it.toBytes())));
  }

  /**
   * A machine's past under one model.
   *
   * @param reference what the model learned from; empty before it has come
   * @param course finished windows, oldest first
   * @param windows sketches of the last of them, oldest first
   */
  public record History(
      Optional<ModelReference> reference, List<DriftPoint> course, List<WindowSketches> windows) {}

  /**
   * @param model {@code NAME:VERSION}
   */
  public Uni<History> history(int partition, MachineId machine, String model) {
    StoreKeys keys = new StoreKeys(partition);
    return calls
        .batch(
            List.of(
                Request.cmd(Command.HGET).arg(keys.reference(model)).arg(StoreKeys.REFERENCE),
                Request.cmd(Command.HVALS).arg(keys.driftCourse(machine, model)),
                Request.cmd(Command.HVALS).arg(keys.driftSketches(machine, model))))
        .map(
            answers -> {
              List<DriftPoint> course = decoded(answers.get(1), DriftJson::decodePoint);
              course.sort(Comparator.comparingLong(DriftPoint::from));
              List<WindowSketches> windows = decoded(answers.get(2), WindowSketches::decode);
              windows.sort(Comparator.comparingLong(WindowSketches::from));
              return new History(
                  Optional.ofNullable(answers.get(0))
                      .map(text -> ReferenceJson.decode(text.toString())),
                  course,
                  windows);
            });
  }

  private static <T> List<T> decoded(Response values, Function<byte[], T> decode) {
    List<T> all = new ArrayList<>();
    for (Response value : values) {
      all.add(decode.apply(value.toBytes()));
    }
    return all;
  }
}
