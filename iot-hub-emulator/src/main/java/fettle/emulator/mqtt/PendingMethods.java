package fettle.emulator.mqtt;

import fettle.emulator.hub.MethodResult;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Calls of direct methods that one client has not answered yet. For the event loop only. */
final class PendingMethods {

  private static final String CALL = "$iothub/methods/POST/";

  private final Vertx vertx;
  private final MqttEndpoint endpoint;
  private final Map<String, Promise<MethodResult>> calls = new HashMap<>();
  private long lastId;
  private boolean closed;

  PendingMethods(Vertx vertx, MqttEndpoint endpoint) {
    this.vertx = vertx;
    this.endpoint = endpoint;
  }

  /** Sends a call; the promise gets the answer, or that there was none. */
  void call(String name, String payload, Duration timeout, Promise<MethodResult> result) {
    if (closed || !endpoint.isConnected()) {
      result.complete(new MethodResult.NotConnected());
      return;
    }
    String id = Long.toString(++lastId, 16);
    calls.put(id, result);
    long timer =
        vertx.setTimer(
            Math.max(1, timeout.toMillis()),
            expired -> {
              if (calls.remove(id) != null) {
                result.complete(new MethodResult.TimedOut());
              }
            });
    result.future().onComplete(ended -> vertx.cancelTimer(timer));
    String body = payload == null ? "null" : payload;
    endpoint.publish(
        CALL + name + "/?$rid=" + id, Buffer.buffer(body), MqttQoS.AT_MOST_ONCE, false, false);
  }

  /** An answer to a call that nobody waits for any more is dropped. */
  void answered(String id, int status, String payload) {
    Promise<MethodResult> call = calls.remove(id);
    if (call != null) {
      call.complete(new MethodResult.Answered(status, payload.isEmpty() ? null : payload));
    }
  }

  /** The connection is gone: nobody will answer. */
  void close() {
    closed = true;
    calls.values().forEach(call -> call.complete(new MethodResult.TimedOut()));
    calls.clear();
  }
}
