package fettle.gateway.store;

import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.LabelKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads on in what people decide. Not thread-safe. */
public final class DecisionReader {
  private static final Logger LOG = Logger.getLogger(DecisionReader.class);
  private static final int AT_ONCE = 1_000;

  private final RedisCalls redis;
  private String last = "0-0";

  DecisionReader(RedisCalls redis) {
    this.redis = redis;
  }

  /** What was decided since this was last asked; at first everything. Blocks. */
  public List<Decision> more() throws StoreAway {
    List<Decision> more = new ArrayList<>();
    Response page;
    do {
      page =
          redis.send(
              Request.cmd(Command.XRANGE)
                  .arg(LabelKeys.DECISIONS)
                  .arg("(" + last)
                  .arg("+")
                  .arg("COUNT")
                  .arg(AT_ONCE));
      for (Response entry : page) {
        last = entry.get(0).toString();
        take(entry.get(1).get(1).toString(), more);
      }
    } while (page.size() == AT_ONCE);
    return more;
  }

  private static void take(String text, List<Decision> more) {
    try {
      more.add(DecisionCodec.decode(text));
    } catch (IllegalArgumentException e) {
      LOG.warnf("a decision in the store is passed over: %s", e.getMessage());
    }
  }
}
