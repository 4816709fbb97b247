package fettle.emulator.edgehub;

import fettle.emulator.hub.Causes;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.HubBusyException;
import fettle.emulator.hub.MessageSink;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way of devices that talk to the hub itself. When the hub is busy, messages wait here in order
 * and their senders are not acknowledged, as a throttling IoT Hub does it; connections bound how
 * much can wait. For the event loop.
 */
final class DirectWay implements MessageSink {

  private static final long PAUSE_MS = 20;

  private final Vertx vertx;
  private final MessageSink hub;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private volatile int waitingNow;
  private boolean pausing;

  private record Waiting(DeviceMessage message, CompletableFuture<Void> stored) {}

  DirectWay(Vertx vertx, MessageSink hub) {
    this.vertx = vertx;
    this.hub = hub;
  }

  @Override
  public CompletionStage<Void> accept(DeviceMessage message) {
    Waiting one = new Waiting(message, new CompletableFuture<>());
    waiting.add(one);
    send();
    waitingNow = waiting.size();
    return one.stored();
  }

  /** How many messages wait; from any thread. */
  int waiting() {
    return waitingNow;
  }

  private void send() {
    while (!pausing && !waiting.isEmpty()) {
      Waiting next = waiting.peek();
      CompletableFuture<Void> sent = hub.accept(next.message()).toCompletableFuture();
      if (isBusy(sent)) {
        pausing = true;
        vertx.setTimer(
            PAUSE_MS,
            over -> {
              pausing = false;
              send();
              waitingNow = waiting.size();
            });
        return;
      }
      waiting.remove();
      sent.whenComplete(
          (stored, failure) -> {
            if (failure == null) {
              next.stored().complete(null);
            } else {
              next.stored().completeExceptionally(failure);
            }
          });
    }
  }

  private static boolean isBusy(CompletableFuture<Void> sent) {
    return sent.isCompletedExceptionally()
        && Causes.of(sent.exceptionNow()) instanceof HubBusyException;
  }
}
