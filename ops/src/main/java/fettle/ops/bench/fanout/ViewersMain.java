package fettle.ops.bench.fanout;

import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.LiveUpdate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load: many viewers in one process, which note how old each change is when it arrives. They
 * speak the server's own protocol, as a browser does: {@link Server#DASHBOARD}'s frames are
 * acknowledged, {@link Server#BROADCAST}'s text is not.
 *
 * <p>Arguments: server, its URL, viewers, stalled, machines, changes a second. Prints {@value
 * #READY} when every viewer has had its first news; then begins to count at the line {@value
 * #BEGIN} of its input, and at {@value #END} prints what it counted.
 */
final class ViewersMain {
  static final String READY = "READY";
  static final String BEGIN = "BEGIN";
  static final String END = "END";

  /** Connecting more at once fills the server's backlog. */
  private static final int AT_ONCE = 64;

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int LARGEST_FRAME = 4 << 20;
  private static final long SPAN_MS = 120_000;
  private static final int POINTS = 1_000;
  private static final String MADE_AT = "\"" + FanoutShape.SIGNALS.getFirst() + "\":{";
  private static final String MAX = "\"max\":";

  private final Vertx vertx = Vertx.vertx();
  private final Server server;
  private final URI url;
  private final FanoutShape shape;
  private final Latencies latencies = new Latencies();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private int asked;
  private final AtomicInteger heard = new AtomicInteger();
  private long lost;
  private boolean ending;

  private ViewersMain(Server server, URI url, FanoutShape shape) {
    this.server = server;
    this.url = url;
    this.shape = shape;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    FanoutShape shape =
        new FanoutShape(
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Double.parseDouble(args[5]));
    ViewersMain viewers = new ViewersMain(Server.valueOf(args[0]), URI.create(args[1]), shape);
    viewers.vertx.runOnContext(nothing -> viewers.connect());
    viewers.awaitReady();
    System.out.println(READY);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      switch (order) {
        case BEGIN -> viewers.vertx.runOnContext(nothing -> viewers.latencies.clear());
        case END -> viewers.vertx.runOnContext(nothing -> viewers.tell());
        default -> throw new IllegalArgumentException("no such order: " + order);
      }
    }
    System.exit(0);
  }

  private void awaitReady() throws InterruptedException {
    try {
      ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      System.err.println("a viewer cannot connect: " + e.getCause());
      System.exit(1);
    } catch (TimeoutException e) {
      System.err.printf("only %d of %d viewers have news%n", heard.get(), shape.viewers());
      System.exit(1);
    }
  }

  private void connect() {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(shape.viewers())
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME));
    for (int i = 0; i < Math.min(AT_ONCE, shape.viewers()); i++) {
      connectNext(client);
    }
  }

  private void connectNext(WebSocketClient client) {
    if (asked == shape.viewers()) {
      return;
    }
    int viewer = asked++;
    int machine = shape.watchedBy(viewer);
    String path = server == Server.DASHBOARD ? "/live" : "/" + shape.machine(machine);
    client
        .connect(
            new WebSocketConnectOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setURI(path)
                .addHeader("Origin", url.toString()))
        .onSuccess(
            socket -> {
              connected(socket, viewer);
              connectNext(client);
            })
        .onFailure(ready::completeExceptionally);
  }

  private void connected(WebSocket socket, int viewer) {
    socket.closeHandler(
        nothing -> {
          if (!ending) {
            lost++;
          }
        });
    boolean[] first = {true};
    socket.binaryMessageHandler(frame -> framed(socket, frame, first, viewer));
    socket.textMessageHandler(
        text -> {
          if (heard(socket, first, viewer)) {
            latencies.add(System.currentTimeMillis() - madeAt(text));
          }
        });
    if (server == Server.DASHBOARD) {
      socket.writeTextMessage(
          new JsonObject()
              .put("type", "watch")
              .put("machine", shape.machine(shape.watchedBy(viewer)).toString())
              .put("from", -SPAN_MS)
              .put("points", POINTS)
              .encode());
    }
  }

  /** Notes the first news; {@code false} for a viewer that from then on reads no more. */
  private boolean heard(WebSocket socket, boolean[] first, int viewer) {
    if (first[0]) {
      first[0] = false;
      if (shape.isStalled(viewer)) {
        socket.pause();
      }
      if (heard.incrementAndGet() == shape.viewers()) {
        ready.complete(null);
      }
    }
    return !shape.isStalled(viewer);
  }

  private void framed(WebSocket socket, Buffer frame, boolean[] first, int viewer) {
    int length = frame.getIntLE(0);
    JsonObject head = new JsonObject(frame.getBuffer(4, 4 + length));
    boolean news = frame.length() > 4 + length;
    if (news && !heard(socket, first, viewer)) {
      return;
    }
    if (news) {
      LiveUpdate update = LiveUpdate.decode(frame.getBytes(4 + length, frame.length()));
      Bucket newest = update.buckets().getLast().bucket();
      latencies.add(System.currentTimeMillis() - (long) newest.max(0));
    }
    socket.writeTextMessage("{\"type\":\"ack\",\"frame\":" + head.getLong("frame") + "}");
  }

  private static long madeAt(String text) {
    int from = text.indexOf(MAX, text.indexOf(MADE_AT)) + MAX.length();
    int to = from;
    while (",}".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return (long) Double.parseDouble(text.substring(from, to));
  }

  private void tell() {
    System.out.println(
        new JsonObject()
            .put("news", latencies.total())
            .put("p50", latencies.quantile(0.5))
            .put("p99", latencies.quantile(0.99))
            .put("max", latencies.quantile(1))
            .put("lost", lost)
            .encode());
    ending = true;
  }
}
