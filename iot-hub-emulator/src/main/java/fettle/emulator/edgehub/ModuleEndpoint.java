package fettle.emulator.edgehub;

import fettle.emulator.edgehub.PriorityQueues.Taken;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.mqtt.InputChannel;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The messages for one module, whatever its inputs. One message is under way at a time; it is sent
 * again when the module has not acknowledged it in time, and when the module connects anew. For the
 * event loop.
 */
final class ModuleEndpoint {

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final PriorityQueues queues;
  private final Duration ackTimeout;
  private final Metrics metrics;
  private final String metricBase;
  private InputChannel channel;
  private Taken underWay;
  private long timer = NO_TIMER;

  ModuleEndpoint(
      Vertx vertx, PriorityQueues queues, Duration ackTimeout, Metrics metrics, String metricBase) {
    this.vertx = vertx;
    this.queues = queues;
    this.ackTimeout = ackTimeout;
    this.metrics = metrics;
    this.metricBase = metricBase;
    queues.onAvailable(this::next);
  }

  PriorityQueues queues() {
    return queues;
  }

  void opened(InputChannel opened) {
    channel = opened;
    next();
  }

  void closed(InputChannel closed) {
    if (closed.equals(channel)) {
      channel = null;
      stopWaiting();
      underWay = null;
      queues.putBack();
    }
  }

  private void next() {
    if (channel == null || underWay != null) {
      return;
    }
    underWay = queues.take();
    if (underWay != null) {
      send(underWay.item().sentBefore());
    }
  }

  private void send(boolean again) {
    Taken sending = underWay;
    InputChannel to = channel;
    if (again) {
      metrics.count(metricBase + ".sentAgain");
    }
    sending.item().markSent();
    timer = vertx.setTimer(ackTimeout.toMillis(), ignored -> sendAgain(sending, to));
    to.send(sending.item().message().input(), sending.item().message().message(), again)
        .thenAccept(acknowledged -> delivered(sending, to));
  }

  private void sendAgain(Taken sending, InputChannel to) {
    if (!sending.equals(underWay) || !to.equals(channel)) {
      return;
    }
    metrics.count(metricBase + ".ackTimeouts");
    stopWaiting();
    underWay = null;
    queues.putBack();
    next();
  }

  private void delivered(Taken sent, InputChannel by) {
    if (sent.equals(underWay) && by.equals(channel)) {
      stopWaiting();
      underWay = null;
      metrics.count(metricBase + ".delivered");
      sent.done();
      next();
    }
  }

  private void stopWaiting() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
