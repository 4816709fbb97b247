package fettle.emulator.edgehub;

import fettle.emulator.edgehub.PriorityQueues.Taken;
import fettle.emulator.hub.Causes;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.link.Upstream;
import fettle.emulator.metrics.Metrics;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages for the hub. Many are under way at a time. When one fails, nothing new is sent until
 * all answers are in; then what failed goes again, in order, after a pause that doubles from 50 ms
 * to 10 s. For the event loop.
 */
final class UpstreamEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamEndpoint.class);

  private static final int MAX_MESSAGES = 500;
  private static final long MAX_BYTES = 8L << 20;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final Vertx vertx;
  private final PriorityQueues queues;
  private final Upstream upstream;
  private final Metrics metrics;
  private final String metricBase;
  private int underWay;
  private long bytesUnderWay;
  private boolean sending;
  private boolean failing;
  private boolean pausing;
  private long pause = FIRST_PAUSE_MS;

  UpstreamEndpoint(
      Vertx vertx, PriorityQueues queues, Upstream upstream, Metrics metrics, String metricBase) {
    this.vertx = vertx;
    this.queues = queues;
    this.upstream = upstream;
    this.metrics = metrics;
    this.metricBase = metricBase;
    queues.onAvailable(this::send);
    upstream.onOpen(this::send);
  }

  PriorityQueues queues() {
    return queues;
  }

  /** Answers may come while a message is being sent: they do not send themselves then. */
  private void send() {
    if (sending) {
      return;
    }
    sending = true;
    try {
      while (mayUseWindow()) {
        Taken next = queues.take();
        if (next == null) {
          break;
        }
        send(next);
      }
    } finally {
      sending = false;
    }
  }

  private boolean mayUseWindow() {
    return !failing
        && !pausing
        && upstream.isOpen()
        && underWay < MAX_MESSAGES
        && bytesUnderWay < MAX_BYTES;
  }

  private void send(Taken next) {
    underWay++;
    bytesUnderWay += next.item().size();
    if (next.item().sentBefore()) {
      metrics.count(metricBase + ".sentAgain");
    }
    next.item().markSent();
    CompletionStage<Void> sent;
    try {
      sent = upstream.send(next.item().message().message());
    } catch (RuntimeException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    sent.whenComplete((done, failure) -> answered(next, failure));
  }

  private void answered(Taken sent, Throwable failure) {
    underWay--;
    bytesUnderWay -= sent.item().size();
    Throwable cause = Causes.of(failure);
    if (cause == null) {
      pause = FIRST_PAUSE_MS;
      metrics.count(metricBase + ".delivered");
      sent.done();
    } else if (cause instanceof MessageRefusedException) {
      metrics.count(metricBase + ".refused");
      LOG.warn(
          "the hub refused a message of {}: {}",
          sent.item().message().message().sender(),
          cause.getMessage());
      sent.done();
    } else {
      // an answer that is there already is given at once: nothing overtakes a message that failed
      failing = true;
      metrics.count(metricBase + ".failedSends");
      LOG.debug("a message could not go upstream", cause);
    }
    if (failing && underWay == 0) {
      failing = false;
      queues.putBack();
      waitAWhile();
    } else {
      send();
    }
  }

  private void waitAWhile() {
    pausing = true;
    vertx.setTimer(
        pause,
        ignored -> {
          pausing = false;
          send();
        });
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}
