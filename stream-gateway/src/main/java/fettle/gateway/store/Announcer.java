package fettle.gateway.store;

import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Announces changed machine states on a partition's fleet channel. */
public final class Announcer {
  private final Redis redis;

  Announcer(Redis redis) {
    this.redis = redis;
  }

  /** Publishes the states, each a JSON object, as one JSON array. */
  public CompletionStage<?> announce(int partition, Collection<byte[]> states) {
    ByteArrayOutputStream array = new ByteArrayOutputStream(states.size() * 1024);
    char before = '[';
    for (byte[] state : states) {
      array.write(before);
      array.writeBytes(state);
      before = ',';
    }
    array.write(']');
    Request publish =
        Request.cmd(Command.PUBLISH).arg(new StoreKeys(partition).fleet()).arg(array.toByteArray());
    return redis.send(publish).toCompletionStage();
  }
}
