package fettle.ops.store;

import fettle.drift.Verdict;
import fettle.drift.store.DriftJson;
import fettle.drift.store.DriftPoint;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.ops.store.DecisionLog.Sender;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The gateway's verdicts on drift, which are only looked at here. */
public final class DriftLook {
  private final Sender sender;

  DriftLook(Sender sender) {
    this.sender = sender;
  }

  /**
   * A signal of a machine that has drifted from what a model learned.
   *
   * @param model {@code NAME:VERSION}
   * @param since start of the first window of those in a row that say so
   */
  public record Drifting(MachineId machine, String model, String signal, Instant since) {}

  /** What has drifted of these models at present, on any machine. */
  public List<Drifting> of(Set<String> models) throws IOException {
    List<Drifting> all = new ArrayList<>();
    int partitions = new StreamLook(sender).partitions();
    for (int partition = 0; partition < partitions; partition++) {
      StoreKeys keys = new StoreKeys(partition);
      for (Response value : sender.send(Request.cmd(Command.HVALS).arg(keys.drift()))) {
        MachineDrift machine = DriftJson.decodeMachine(value.toBytes());
        for (ModelDrift model : machine.models()) {
          if (models.contains(model.model())) {
            all.addAll(drifting(keys, machine.id(), model));
          }
        }
      }
    }
    return all;
  }

  private List<Drifting> drifting(StoreKeys keys, MachineId machine, ModelDrift model)
      throws IOException {
    List<String> signals =
        model.signals().entrySet().stream()
            .filter(signal -> signal.getValue().verdict() == Verdict.DRIFTED)
            .map(signal -> signal.getKey())
            .toList();
    if (signals.isEmpty()) {
      return List.of();
    }
    List<DriftPoint> course = course(keys, machine, model.model());
    return signals.stream()
        .map(
            signal ->
                new Drifting(
                    machine,
                    model.model(),
                    signal,
                    Instant.ofEpochMilli(since(course, signal, model.closed()))))
        .toList();
  }

  /** Finished windows, the newest first. */
  private List<DriftPoint> course(StoreKeys keys, MachineId machine, String model)
      throws IOException {
    List<DriftPoint> course = new ArrayList<>();
    for (Response value :
        sender.send(Request.cmd(Command.HVALS).arg(keys.driftCourse(machine, model)))) {
      course.add(DriftJson.decodePoint(value.toBytes()));
    }
    course.sort(Comparator.comparingLong(DriftPoint::from).reversed());
    return course;
  }

  private static long since(List<DriftPoint> newestFirst, String signal, long closed) {
    long since = closed;
    for (DriftPoint point : newestFirst) {
      DriftPoint.Values values = point.signals().get(signal);
      if (values == null || values.verdict() != Verdict.DRIFTED) {
        break;
      }
      since = Math.min(since, point.from());
    }
    return since;
  }
}
