package fettle.edge;

import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MessageSentCallback;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Messages out. The SDK keys what is on its way by message id, so a second message with the id of
 * one that is still unacknowledged would lose the first one's outcome: such a send shares the
 * outcome of the first instead.
 */
final class Outbox {
  private static final String CONTENT_TYPE = "application/json";
  private static final String CONTENT_ENCODING = "utf-8";

  /** What takes a message to the hub. */
  @FunctionalInterface
  interface Transport {
    /**
     * @param callback called once the hub has answered, on a thread of the transport
     * @throws IllegalStateException if it has been closed
     */
    void send(Message message, MessageSentCallback callback, String output);
  }

  private final Supplier<Transport> connection;
  private final EdgeOptions options;
  private final EdgeMetrics metrics;
  private final Permits permits;
  private final Map<String, Uni<Void>> underWay = new ConcurrentHashMap<>();

  /**
   * @param connection the open one, or null where there is none
   */
  Outbox(Supplier<Transport> connection, EdgeOptions options, EdgeMetrics metrics) {
    this.connection = connection;
    this.options = options;
    this.metrics = metrics;
    this.permits = new Permits(options.maxOutstanding(), options.maxWaiting(), metrics);
  }

  Uni<Void> send(String output, byte[] body, String messageId, Map<String, String> properties) {
    Message message = message(body, messageId, properties);
    return Uni.createFrom()
        .emitter(
            caller ->
                underWay
                    .computeIfAbsent(messageId, id -> deliver(output, id, message))
                    .subscribe()
                    .with(ignored -> caller.complete(null), caller::fail));
  }

  /** Subscribed apart from the caller's: a caller that cancels does not take the permit with it. */
  private Uni<Void> deliver(String output, String messageId, Message message) {
    return permits
        .acquire()
        .chain(() -> handOver(output, message).onTermination().invoke(permits::release))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onTermination()
        .invoke(() -> underWay.remove(messageId))
        .onFailure(EdgeException.class)
        .invoke(failure -> metrics.sendFailed(output, ((EdgeException) failure).reason()))
        .memoize()
        .indefinitely();
  }

  private Uni<Void> handOver(String output, Message message) {
    return Uni.createFrom()
        .<Void>emitter(emitter -> handOver(output, message, emitter))
        .ifNoItem()
        .after(options.sendTimeout())
        .failWith(() -> notAcknowledged(message, "nothing within " + options.sendTimeout(), null));
  }

  private void handOver(String output, Message message, UniEmitter<? super Void> emitter) {
    Transport transport = connection.get();
    if (transport == null) {
      emitter.fail(notConnected(null));
      return;
    }
    // what is given up here is not to stay in the SDK's queue either
    message.setExpiryTime(options.sendTimeout().toMillis());
    try {
      transport.send(message, acknowledged(output, emitter), output);
    } catch (IllegalStateException closedMeanwhile) {
      emitter.fail(notConnected(closedMeanwhile));
    }
  }

  private MessageSentCallback acknowledged(String output, UniEmitter<? super Void> emitter) {
    long started = System.nanoTime();
    return (message, failure, context) -> {
      if (failure == null) {
        metrics.sent(output, System.nanoTime() - started);
        emitter.complete(null);
      } else {
        emitter.fail(notAcknowledged(message, failure.getStatusCode().toString(), failure));
      }
    };
  }

  private static EdgeException notAcknowledged(Message message, String why, Throwable cause) {
    return new EdgeException(
        EdgeException.Reason.NOT_ACKNOWLEDGED,
        "the hub did not acknowledge " + message.getMessageId() + ": " + why,
        cause);
  }

  private static EdgeException notConnected(Throwable cause) {
    return new EdgeException(
        EdgeException.Reason.NOT_CONNECTED, "not connected to the edge hub", cause);
  }

  private static Message message(byte[] body, String messageId, Map<String, String> properties) {
    if (body.length == 0) {
      throw new IllegalArgumentException("the body of " + messageId + " must not be empty");
    }
    Message message = new Message(body);
    message.setMessageId(messageId);
    message.setContentType(CONTENT_TYPE);
    message.setContentEncoding(CONTENT_ENCODING);
    properties.forEach(
        (key, value) -> {
          // an empty value makes the SDK drop the connection for good
          if (key.isEmpty() || value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                "property '" + key + "' of " + messageId + " must have a name and a value");
          }
          message.setProperty(key, value);
        });
    return message;
  }
}
