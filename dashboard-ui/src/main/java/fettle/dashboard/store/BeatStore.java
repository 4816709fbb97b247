package fettle.dashboard.store;

import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The gateways' signs of life. */
@ApplicationScoped
public class BeatStore {
  private final StoreCalls calls;
  private final InstantSource clock;

  BeatStore(StoreCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** Those of all partitions. */
  public Uni<Beats> read(StreamInfo stream) {
    List<Request> requests =
        IntStream.range(0, stream.partitions())
            .mapToObj(
                p -> Request.cmd(Command.HGET).arg(new StoreKeys(p).progress()).arg(StoreKeys.BEAT))
            .toList();
    return calls.batch(requests).map(answers -> new Beats(known(answers), clock.millis()));
  }

  private static Map<Integer, Long> known(List<Response> answers) {
    Map<Integer, Long> beats = new HashMap<>();
    for (int partition = 0; partition < answers.size(); partition++) {
      Response beat = answers.get(partition);
      if (beat != null) {
        beats.put(partition, beat.toLong());
      }
    }
    return beats;
  }
}
