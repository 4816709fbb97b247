package fettle.ops.hub;

import com.azure.core.credential.AzureSasCredential;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * What the emulator does not have of IoT Hub's service API: devices with certificates, and
 * deployments for fleets. Keeps what is put, over HTTPS, and gives it back.
 */
public final class StandInHub implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, JsonObject> things = new ConcurrentHashMap<>();
  private final AtomicInteger writes = new AtomicInteger();
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
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.serverChain().toString())
                            .setKeyPath(tls.serverKey().toString())))
            .requestHandler(request -> request.body().onSuccess(body -> serve(request, body)))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    HubTrust.use(tls.caCertificate());
  }

  public HubService service() {
    return new HubService(
        ADDRESS + ":" + server.actualPort(), new AzureSasCredential("SharedAccessSignature any"));
  }

  /** What is there, such as {@code /devices/edge-01}. */
  public JsonObject thing(String path) {
    return things.get(path);
  }

  /** Paths of what is there below a path. */
  public List<String> paths(String below) {
    return things.keySet().stream().filter(path -> path.startsWith(below)).sorted().toList();
  }

  /** How many requests that write came in. */
  public int writes() {
    return writes.get();
  }

  private void serve(HttpServerRequest request, Buffer body) {
    String path = request.path();
    if (!request.method().equals(HttpMethod.GET)) {
      writes.incrementAndGet();
    }
    switch (request.method().name()) {
      case "PUT" -> answer(request, 200, put(path, body.toJsonObject()).toBuffer());
      case "DELETE" -> answer(request, things.remove(path) == null ? 404 : 204, Buffer.buffer());
      case "GET" -> get(request, path);
      default -> answer(request, 405, Buffer.buffer());
    }
  }

  private JsonObject put(String path, JsonObject thing) {
    thing.put("etag", "\"" + writes.get() + "\"").put("createdTimeUtc", Instant.now().toString());
    things.put(path, thing);
    return thing;
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
