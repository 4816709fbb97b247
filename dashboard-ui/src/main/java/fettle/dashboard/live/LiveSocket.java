package fettle.dashboard.live;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/**
 * The live socket. A browser says what it looks at ({@link ClientMessages}) and gets frames ({@link
 * FrameWriter}), one at a time: the next comes after the acknowledgement of the one before. At most
 * once; a browser that lost its connection asks again and gets its history anew.
 */
@WebSocket(path = "/live")
public class LiveSocket {
  private static final Logger LOG = Logger.getLogger(LiveSocket.class);
  private static final CloseReason ENOUGH = new CloseReason(1013, "too many viewers");

  private final Viewers viewers;

  LiveSocket(Viewers viewers) {
    this.viewers = viewers;
  }

  @OnOpen
  @NonBlocking
  void opened(WebSocketConnection connection) {
    if (!viewers.opened(connection.id(), new Socket(connection))) {
      end(connection, ENOUGH);
    }
  }

  @OnTextMessage
  @NonBlocking
  void said(String text, WebSocketConnection connection) {
    viewers.said(connection.id(), text);
  }

  @OnPongMessage
  @NonBlocking
  void pong(Buffer answer, WebSocketConnection connection) {
    LOG.tracef("%d bytes of pong", answer.length());
    viewers.alive(connection.id());
  }

  @OnClose
  @NonBlocking
  void closed(WebSocketConnection connection) {
    viewers.closed(connection.id());
  }

  private static void end(WebSocketConnection connection, CloseReason reason) {
    if (connection.isOpen()) {
      connection
          .close(reason)
          .subscribe()
          .with(nothing -> {}, e -> LOG.debugf("closing failed: %s", e.getMessage()));
    }
  }

  /** The connection as a viewer sees it. */
  private record Socket(WebSocketConnection connection) implements Viewer.Outlet {
    @Override
    public void send(Buffer frame) {
      connection
          .sendBinary(frame)
          .subscribe()
          .with(
              nothing -> {},
              e -> {
                LOG.debugf("a frame could not be sent: %s", e.getMessage());
                close();
              });
    }

    @Override
    public void close() {
      end(connection, CloseReason.NORMAL);
    }
  }
}
