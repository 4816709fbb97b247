package fettle.dashboard.store;

import fettle.dashboard.problem.UnknownMachine;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Machine states, and the stream that they came from. */
@ApplicationScoped
public class MachineStore {
  private final StoreCalls calls;
  private final SharedRead<List<MachineState>> reading = new SharedRead<>(this::read);

  MachineStore(StoreCalls calls) {
    this.calls = calls;
  }

  /** The stream; empty while no gateway has ever written here. */
  public Uni<Optional<StreamInfo>> stream() {
    return calls
        .send(Request.cmd(Command.HGETALL).arg(StoreKeys.STREAM))
        .map(hash -> StreamInfo.fromFields(Answers.texts(hash)));
  }

  /** A machine with the stream it belongs to. */
  public record Found(MachineState state, StreamInfo stream) {}

  /**
   * A machine that is there.
   *
   * @return a failure of {@link UnknownMachine} when nothing of it was rolled up yet
   */
  public Uni<Found> existing(MachineId id) {
    return find(id).map(found -> found.orElseThrow(() -> new UnknownMachine(id)));
  }

  /** Looks a machine up; its partition is not known from its name, so all are asked. */
  public Uni<Optional<Found>> find(MachineId id) {
    return stream()
        .chain(
            stream ->
                stream.isEmpty()
                    ? Uni.createFrom().item(Optional.<Found>empty())
                    : find(id, stream.get()));
  }

  private Uni<Optional<Found>> find(MachineId id, StreamInfo stream) {
    List<Request> requests =
        partitions(stream)
            .mapToObj(
                keys ->
                    Request.cmd(Command.HGET)
                        .arg(new StoreKeys(keys).machines())
                        .arg(id.toString()))
            .toList();
    return calls
        .batch(requests)
        .map(
            answers ->
                answers.stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(found -> new Found(MachineStateCodec.decode(found.toBytes()), stream)));
  }

  /** The newest state of a machine in a partition; empty when it is gone from there. */
  public Uni<Optional<MachineState>> state(int partition, MachineId id) {
    Request request =
        Request.cmd(Command.HGET).arg(new StoreKeys(partition).machines()).arg(id.toString());
    return calls
        .send(request)
        .map(found -> Optional.ofNullable(found).map(r -> MachineStateCodec.decode(r.toBytes())));
  }

  /** All machines, in no order; none while no gateway has ever written here. */
  public Uni<List<MachineState>> all() {
    return reading.get();
  }

  private Uni<List<MachineState>> read() {
    return stream()
        .chain(stream -> stream.isEmpty() ? Uni.createFrom().item(List.of()) : all(stream.get()));
  }

  /** All machines of this stream, in no order. */
  public Uni<List<MachineState>> all(StreamInfo stream) {
    List<Request> requests =
        partitions(stream)
            .mapToObj(p -> Request.cmd(Command.HVALS).arg(new StoreKeys(p).machines()))
            .toList();
    return calls.batch(requests).map(MachineStore::decode);
  }

  private static List<MachineState> decode(List<Response> partitions) {
    List<MachineState> states = new ArrayList<>();
    for (Response partition : partitions) {
      for (Response state : partition) {
        states.add(MachineStateCodec.decode(state.toBytes()));
      }
    }
    return states;
  }

  private static IntStream partitions(StreamInfo stream) {
    return IntStream.range(0, stream.partitions());
  }
}
