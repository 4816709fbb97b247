package fettle.gateway.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server that takes what it is told, or answers something else. */
public final class WebhookServer implements AutoCloseable {
  private static final int OK = 204;

  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile Answer always = new Answer(OK, Map.of());

  /** A request. */
  public record Taken(String path, Headers headers, String body) {
    /** A header's first value. */
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** An answer. */
  public record Answer(int status, Map<String, String> headers) {}

  public WebhookServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String path = exchange.getRequestURI().getPath();
          taken.add(new Taken(path, exchange.getRequestHeaders(), body));
          Answer next = answers.poll();
          Answer answer = next == null ? always : next;
          answer.headers().forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(answer.status(), -1);
          exchange.close();
        });
    server.start();
  }

  /** The next answer. */
  public WebhookServer answer(int status, Map<String, String> headers) {
    answers.add(new Answer(status, headers));
    return this;
  }

  /** All answers from now on. */
  public void always(int status) {
    always = new Answer(status, Map.of());
  }

  /** Its address with this path. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What it was told, in its order. */
  public List<Taken> taken() {
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
