package fettle.dashboard.store;

import fettle.telemetry.store.RejectedMessage;
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
import java.util.Map;
import java.util.TreeMap;

/** Messages that were not rolled up. */
@ApplicationScoped
public class RejectedStore {
  private final StoreCalls calls;
  private final MachineStore machines;

  RejectedStore(StoreCalls calls, MachineStore machines) {
    this.calls = calls;
    this.machines = machines;
  }

  /**
   * What was rejected.
   *
   * @param counts by reason, since the store was created
   * @param newest the newest of them, newest first
   */
  public record Rejected(Map<String, Long> counts, List<RejectedMessage> newest) {}

  /** Counts of all partitions, and the newest messages of all of them. */
  public Uni<Rejected> newest(int limit) {
    return machines.stream()
        .chain(
            stream ->
                stream
                    .map(info -> newest(info, limit))
                    .orElse(Uni.createFrom().item(new Rejected(Map.of(), List.of()))));
  }

  private Uni<Rejected> newest(StreamInfo stream, int limit) {
    List<Request> requests = new ArrayList<>();
    for (int p = 0; p < stream.partitions(); p++) {
      StoreKeys keys = new StoreKeys(p);
      requests.add(Request.cmd(Command.HGETALL).arg(keys.rejectedCounts()));
      requests.add(Request.cmd(Command.LRANGE).arg(keys.rejected()).arg(0).arg(limit - 1));
    }
    return calls.batch(requests).map(answers -> collect(answers, limit));
  }

  private static Rejected collect(List<Response> answers, int limit) {
    Map<String, Long> counts = new TreeMap<>();
    List<RejectedMessage> messages = new ArrayList<>();
    for (int i = 0; i < answers.size(); i += 2) {
      Answers.fields(answers.get(i))
          .forEach((reason, count) -> counts.merge(reason, count.toLong(), Long::sum));
      for (Response entry : answers.get(i + 1)) {
        messages.add(RejectedMessage.decode(entry.toBytes()));
      }
    }
    messages.sort(Comparator.comparingLong(RejectedMessage::at).reversed());
    return new Rejected(counts, messages.subList(0, Math.min(limit, messages.size())));
  }
}
