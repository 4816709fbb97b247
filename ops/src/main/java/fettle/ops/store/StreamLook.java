package fettle.ops.store;

import fettle.ops.store.DecisionLog.Sender;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The stream that the store belongs to. */
record StreamLook(Sender sender) {

  /** How many partitions it has; 0 before a gateway has come. */
  int partitions() throws IOException {
    Response hash = sender.send(Request.cmd(Command.HGETALL).arg(StoreKeys.STREAM));
    Map<String, String> fields = new HashMap<>();
    hash.getKeys().forEach(name -> fields.put(name, hash.get(name).toString()));
    return StreamInfo.fromFields(fields).map(StreamInfo::partitions).orElse(0);
  }
}
