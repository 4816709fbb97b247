package fettle.emulator;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for asynchronous parts while starting and stopping, never on an event loop. */
final class Waiting {

  private static final long PATIENCE_SECONDS = 60;

  private Waiting() {}

  /**
   * Waits until a listener is open.
   *
   * @param protocol and option for the message when it cannot be opened, like {@code MQTT
   *     (--mqtt-port)}
   * @throws IOException naming the address and what to do
   */
  static <T> T onListener(Future<T> listening, String protocol, String address, int port)
      throws IOException {
    try {
      return on(listening);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen for %s on %s:%d (%s): choose another port or stop what uses it"
              .formatted(protocol, address, port, e.getMessage()),
          e);
    }
  }

  /**
   * @throws IOException with the cause's message, when the future fails or takes longer than 60 s
   */
  static <T> T on(Future<T> future) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
    }
  }
}
