package fettle.emulator.mqtt;

import fettle.emulator.hub.MethodResult;
import fettle.emulator.metrics.Metrics;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of direct methods from outside: brings them to the connected client, or keeps them for so
 * long as the caller will wait for it. For the event loop.
 */
final class MethodCalls {

  /** More calls than this do not wait: their clients count as not connected. */
  private static final int MAX_WAITING = 1_000;

  private final Vertx vertx;
  private final Map<String, ClientConnection> connections;
  private final Metrics metrics;
  private final Map<String, List<Waiting>> waiting = new HashMap<>();

  /** Written on the loop alone, read by metrics from anywhere. */
  private volatile int waitingNow;

  MethodCalls(Vertx vertx, Map<String, ClientConnection> connections, Metrics metrics) {
    this.vertx = vertx;
    this.connections = connections;
    this.metrics = metrics;
    metrics.gauge("mqtt.waitingMethods", () -> waitingNow);
  }

  /**
   * @param client {@code device} or {@code device/module}
   * @param payload JSON text or {@code null}
   */
  record Call(
      String client,
      String name,
      String payload,
      Duration responseTimeout,
      Promise<MethodResult> result) {}

  private void countWaiting() {
    waitingNow = waiting.values().stream().mapToInt(List::size).sum();
  }

  /** A call with the timer that ends it. */
  private record Waiting(Call call, long timer) {}

  void invoke(Call call, Duration connectTimeout) {
    if (sent(call)) {
      return;
    }
    if (waitingNow >= MAX_WAITING) {
      metrics.count("mqtt.refusedMethods");
      call.result().complete(new MethodResult.NotConnected());
      return;
    }
    if (!connectTimeout.isPositive()) {
      call.result().complete(new MethodResult.NotConnected());
      return;
    }
    long timer =
        vertx.setTimer(Math.max(1, connectTimeout.toMillis()), expired -> giveUp(call, expired));
    waiting
        .computeIfAbsent(call.client(), client -> new ArrayList<>())
        .add(new Waiting(call, timer));
    countWaiting();
  }

  /** A client has connected, or subscribed to something: it may be what calls wait for. */
  void ready(String client) {
    List<Waiting> calls = waiting.remove(client);
    if (calls == null) {
      return;
    }
    for (Waiting one : calls) {
      if (sent(one.call())) {
        vertx.cancelTimer(one.timer());
      } else {
        waiting.computeIfAbsent(client, key -> new ArrayList<>()).add(one);
      }
    }
    countWaiting();
  }

  private boolean sent(Call call) {
    ClientConnection connection = connections.get(call.client());
    if (connection == null || !connection.subscriptions().contains(Subscription.METHODS)) {
      return false;
    }
    metrics.count("mqtt.methods");
    connection.callMethod(call.name(), call.payload(), call.responseTimeout(), call.result());
    return true;
  }

  private void giveUp(Call call, long timer) {
    waiting.computeIfPresent(
        call.client(),
        (client, calls) -> {
          calls.removeIf(one -> one.timer() == timer);
          return calls.isEmpty() ? null : calls;
        });
    countWaiting();
    call.result().complete(new MethodResult.NotConnected());
  }
}
