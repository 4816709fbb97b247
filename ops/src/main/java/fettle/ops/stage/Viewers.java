package fettle.ops.stage;

import fettle.ops.Failure;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A viewer a machine, each with its chart open; they connect as soon as somebody listens. */
final class Viewers implements Signs {
  private static final String WATCH =
      "{\"type\":\"watch\",\"machine\":\"%s\",\"from\":-120000,\"points\":1000}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI dashboard;
  private final int viewers;
  private final AtomicLong frames = new AtomicLong();
  private final List<WebSocket> sockets = new ArrayList<>();

  Viewers(URI dashboard, int viewers) {
    this.dashboard = dashboard;
    this.viewers = viewers;
  }

  /** Frames that they got. */
  @Override
  public long count() {
    boolean isListening = true;
    while (isListening && sockets.size() < viewers) {
      isListening = connect(Stage.machine(sockets.size()));
    }
    return frames.get();
  }

  /** {@code false} while nobody listens. */
  private boolean connect(String machine) {
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Origin", dashboard.toString().replaceFirst("/$", ""))
              .buildAsync(
                  URI.create(dashboard.toString().replaceFirst("^http", "ws") + "live"),
                  new Viewer(frames))
              .join();
      socket.sendText(WATCH.formatted(machine), true).join();
      sockets.add(socket);
      return true;
    } catch (CompletionException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    http.shutdownNow();
  }

  /** Says of each frame that it is drawn. */
  private static final class Viewer implements WebSocket.Listener {
    private static final Pattern NUMBER = Pattern.compile("\"frame\":(\\d+)");

    private final AtomicLong frames;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Viewer(AtomicLong frames) {
      this.frames = frames;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (last) {
        frames.incrementAndGet();
        socket.sendText("{\"type\":\"ack\",\"frame\":" + number() + "}", true);
        bytes.reset();
      }
      socket.request(1);
      return null;
    }

    private String number() {
      ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
      byte[] head = new byte[frame.getInt()];
      frame.get(head);
      Matcher number = NUMBER.matcher(new String(head, StandardCharsets.UTF_8));
      if (!number.find()) {
        throw new Failure("a frame of the dashboard has no number");
      }
      return number.group(1);
    }
  }
}
