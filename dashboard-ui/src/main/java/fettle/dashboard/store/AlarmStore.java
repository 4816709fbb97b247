package fettle.dashboard.store;

import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Alarms of all partitions. Those that are over are read again only after the gateway says that
 * they changed.
 */
@ApplicationScoped
public class AlarmStore {
  private static final Comparator<Alarm> OPEN_THEN_NEWEST =
      Comparator.comparing(Alarm::isOpen)
          .thenComparingLong(Alarm::first)
          .thenComparing(Alarm::id)
          .reversed();

  private final StoreCalls calls;
  private final MachineStore machines;
  private final Map<Integer, Past> pastByPartition = new ConcurrentHashMap<>();
  private final SharedRead<List<Alarm>> reading = new SharedRead<>(this::read);

  /**
   * A partition's alarms that are over.
   *
   * @param stream that they came from
   * @param revision what the gateway said of them before they were read
   */
  private record Past(StreamInfo stream, String revision, List<Alarm> alarms) {
    boolean isOf(StreamInfo other, String otherRevision) {
      return revision.equals(otherRevision) && stream.equals(other);
    }
  }

  AlarmStore(StoreCalls calls, MachineStore machines) {
    this.calls = calls;
    this.machines = machines;
  }

  /** All alarms: the open ones, then the others, newest first. */
  public Uni<List<Alarm>> all() {
    return reading.get();
  }

  private Uni<List<Alarm>> read() {
    return machines.stream()
        .chain(stream -> stream.isEmpty() ? Uni.createFrom().item(List.of()) : read(stream.get()));
  }

  private Uni<List<Alarm>> read(StreamInfo stream) {
    List<Request> requests = new ArrayList<>();
    for (int p = 0; p < stream.partitions(); p++) {
      StoreKeys keys = new StoreKeys(p);
      requests.add(Request.cmd(Command.HVALS).arg(keys.openAlarms()));
      requests.add(Request.cmd(Command.HGET).arg(keys.progress()).arg(StoreKeys.ALARMS));
    }
    return calls
        .batch(requests)
        .chain(answers -> refresh(stream, answers).map(over -> sorted(answers, over)));
  }

  private Uni<Collection<Past>> refresh(StreamInfo stream, List<Response> answers) {
    List<Integer> stale = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    Map<Integer, Past> known = new HashMap<>();
    for (int p = 0; p < answers.size() / 2; p++) {
      Past past = pastByPartition.get(p);
      String revision = revision(answers, p);
      if (revision.isEmpty()) {
        continue; // nothing was ever cleared, or the store is a new one
      }
      if (past != null && past.isOf(stream, revision)) {
        known.put(p, past);
      } else {
        stale.add(p);
        requests.add(Request.cmd(Command.HVALS).arg(new StoreKeys(p).pastAlarms()));
      }
    }
    return calls
        .batch(requests)
        .map(
            read -> {
              for (int i = 0; i < read.size(); i++) {
                int partition = stale.get(i);
                Past past = new Past(stream, revision(answers, partition), decode(read.get(i)));
                known.put(partition, past);
                pastByPartition.put(partition, past);
              }
              return known.values();
            });
  }

  private static String revision(List<Response> answers, int partition) {
    Response revision = answers.get(2 * partition + 1);
    return revision == null ? "" : revision.toString();
  }

  /** One that was cleared between the two reads is over. */
  private static List<Alarm> sorted(List<Response> answers, Collection<Past> over) {
    Map<String, Alarm> all = new HashMap<>();
    for (int i = 0; i < answers.size(); i += 2) {
      decode(answers.get(i)).forEach(alarm -> all.put(alarm.id(), alarm));
    }
    over.forEach(past -> past.alarms().forEach(alarm -> all.put(alarm.id(), alarm)));
    return all.values().stream().sorted(OPEN_THEN_NEWEST).toList();
  }

  private static List<Alarm> decode(Response values) {
    List<Alarm> alarms = new ArrayList<>();
    values.forEach(value -> AlarmCodec.decodeKnown(value.toBytes()).ifPresent(alarms::add));
    return alarms;
  }
}
