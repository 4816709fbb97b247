package fettle.ops.hub;

import com.azure.core.credential.AzureSasCredential;
import fettle.emulator.tls.DevelopmentTls;
import fettle.ops.pipeline.Kill;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.KeyCertOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * What the emulator does not have of IoT Hub's service API: devices with certificates, deployments
 * for fleets, and requests that are lost on their way. Keeps what is put, over HTTPS, and gives it
 * back.
 */
public final class StandInHub implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  private record Fault(int status, String message) {}

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, JsonObject> things = new ConcurrentHashMap<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final StandInEdge edge = new StandInEdge(things);
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private volatile Kill kill;
  private volatile boolean following;
  private final SSLSocketFactory trustedBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final SSLContext contextBefore;
  private final HttpServer server;

  public StandInHub(Path folder) throws Exception {
    contextBefore = SSLContext.getDefault();
    DevelopmentTls tls = DevelopmentTls.open(folder, List.of(ADDRESS), Instant.now());
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(ADDRESS)
                    .setPort(0)
                    .setSsl(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(tls.serverKeys())))
            .requestHandler(request -> request.body().onSuccess(body -> serve(request, body)))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    HubTrust.use(tls.caCertificate());
  }

  public HubService service() {
    return new HubService(address(), new AzureSasCredential("SharedAccessSignature any"));
  }

  /** What is there, such as {@code /devices/edge-01}. */
  public JsonObject thing(String path) {
    return things.get(path);
  }

  /** Paths of what is there below a path. */
  public List<String> paths(String below) {
    return things.keySet().stream().filter(path -> path.startsWith(below)).sorted().toList();
  }

  /** Host and port of the service API. */
  public String address() {
    return ADDRESS + ":" + server.actualPort();
  }

  /** How many requests that write came in. */
  public int writes() {
    return writes.get();
  }

  /** Whose requests it takes from now on; {@code null}: those of somebody who is not killed. */
  public void serve(Kill client) {
    kill = client;
  }

  /** From now on, every device does at once, and reports, what it is told; and fleets follow. */
  public void devicesFollow() {
    following = true;
  }

  /** Answers the next request with an error. */
  public void failNext(int status, String message) {
    faults.add(new Fault(status, message));
  }

  /** All that is there, but for what every write changes. */
  public Map<String, JsonObject> all() {
    Map<String, JsonObject> all = new TreeMap<>();
    things.forEach(
        (path, thing) -> {
          JsonObject copy = thing.copy();
          copy.remove("etag");
          copy.remove("createdTimeUtc");
          copy.remove("version");
          all.put(path, copy);
        });
    return all;
  }

  /** Begins anew, or with what there was before. */
  public void restore(Map<String, JsonObject> before) {
    things.clear();
    before.forEach(
        (path, thing) -> things.put(path, stamped(thing.copy().put("version", 1), "before")));
  }

  private void serve(HttpServerRequest request, Buffer body) {
    Fault fault = faults.poll();
    if (fault != null) {
      JsonObject error = new JsonObject().put("Message", "ErrorCode:Planted;" + fault.message());
      answer(request, fault.status(), error.toBuffer());
      return;
    }
    boolean reads = request.method().equals(HttpMethod.GET);
    Kill client = kill;
    Runnable work = () -> handle(request, body);
    if (client == null) {
      work.run();
    } else if (reads ? client.isOver() : !client.outlives(() -> write(request, body))) {
      request.connection().close();
    } else if (reads) {
      work.run();
    } else {
      answer(request, 200, things.getOrDefault(request.path(), new JsonObject()).toBuffer());
    }
  }

  private void handle(HttpServerRequest request, Buffer body) {
    if (request.method().equals(HttpMethod.GET)) {
      get(request, request.path());
    } else {
      boolean done = write(request, body);
      JsonObject thing = things.getOrDefault(request.path(), new JsonObject());
      answer(request, done ? 200 : 404, thing.toBuffer());
    }
  }

  /** Java's own client, which the SDK uses, cannot say PATCH. */
  private static String method(HttpServerRequest request) {
    String meant = request.getHeader("X-HTTP-Method-Override");
    return meant == null ? request.method().name() : meant;
  }

  /** Whether there was what was asked for. */
  private boolean write(HttpServerRequest request, Buffer body) {
    writes.incrementAndGet();
    String path = request.path();
    switch (method(request)) {
      case "PUT" -> put(path, body.toJsonObject());
      case "PATCH" -> edge.patch(path, body.toJsonObject());
      case "POST" -> edge.apply(path, body.toJsonObject());
      case "DELETE" -> {
        return things.remove(path) != null;
      }
      default -> throw new IllegalArgumentException("cannot " + request.method() + " " + path);
    }
    if (following) {
      edge.follow();
    }
    return true;
  }

  private void put(String path, JsonObject thing) {
    things.put(path, stamped(thing, Integer.toString(writes.get())));
  }

  private static JsonObject stamped(JsonObject thing, String etag) {
    return thing.put("etag", "\"" + etag + "\"").put("createdTimeUtc", Instant.now().toString());
  }

  private void get(HttpServerRequest request, String path) {
    if (path.equals("/configurations")) {
      JsonArray all = new JsonArray();
      paths(path + "/").forEach(each -> all.add(things.get(each)));
      answer(request, 200, all.toBuffer());
    } else if (things.containsKey(path)) {
      answer(request, 200, things.get(path).toBuffer());
    } else {
      answer(request, 404, new JsonObject().put("Message", "ErrorCode:NotFound").toBuffer());
    }
  }

  private static void answer(HttpServerRequest request, int status, Buffer body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(body);
  }

  @Override
  public void close() throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory(trustedBefore);
    SSLContext.setDefault(contextBefore);
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
