package fettle.ops.train.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fettle.emulator.tls.DevelopmentTls;
import fettle.ops.pipeline.Redaction;
import fettle.ops.train.azure.AzureMlWorkspace.Cloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/**
 * Resource Manager's Azure ML resources and a storage account's blobs, over HTTPS, as far as
 * training needs them. It keeps what is put, refuses requests without the right token or version,
 * and really runs a job's command line, in a shell, with this project's program in the image's
 * place. A job moves one state on whenever it is asked for.
 */
public final class AzureMlStandIn implements AutoCloseable {
  public static final String WORKSPACE =
      "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/plant"
          + "/providers/Microsoft.MachineLearningServices/workspaces/plant-ml";
  static final AzureMlSettings SETTINGS =
      new AzureMlSettings(WORKSPACE, "cpu-cluster", "plant.azurecr.io/fettle/ops:1a2b3c");

  /** Planted: must never be seen anywhere. */
  static final String TOKEN = "eyJ0-planted-token-of-";

  /** Planted: what errors repeat beside the token. */
  static final String KEY = "P1antedKeyOfStorageThatNobodyMaySee/000000+=";

  private static final String API_VERSION = "api-version=2024-10-01";
  private static final int PAGE = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final DevelopmentTls tls;
  private final SSLContext trust;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ObjectNode> resources = new TreeMap<>();
  private final Map<String, byte[]> blobs = new TreeMap<>();
  private final Map<String, String> hashes = new TreeMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** Every request, as {@code METHOD path}, but for the workspace's id. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * An answer out of the ordinary, given once.
   *
   * @param request part of a line of {@link #requests}
   * @param status to answer with; 0 = drop the connection
   */
  record Fault(String request, int status) {}

  public AzureMlStandIn(Path folder) throws Exception {
    this.folder = folder;
    tls = DevelopmentTls.open(folder.resolve("tls"), List.of("localhost"), Instant.now());
    trust = tls.clientContext();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.serverContext()));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    datastore("workspaceblobstore", "azureml-blobstore");
    datastore("workspaceartifactstore", "azureml");
  }

  private void datastore(String name, String container) {
    ObjectNode store = JSON.createObjectNode();
    store
        .putObject("properties")
        .put("datastoreType", "AzureBlob")
        .put("accountName", "plantstorage")
        .put("containerName", container)
        .put("endpoint", "core.windows.net")
        .put("protocol", "https");
    resources.put("datastores/" + name, store);
  }

  private String address() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  AzureMlWorkspace workspace(Redaction redaction) {
    return workspace(SETTINGS, redaction);
  }

  public AzureMlWorkspace workspace(AzureMlSettings settings, Redaction redaction) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trust)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    TokenCredential credential =
        request ->
            Mono.just(
                new AccessToken(
                    TOKEN + request.getScopes().getFirst(),
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    Cloud cloud =
        new Cloud(
            URI.create(address()),
            (account, suffix) -> address() + "/blobs/" + account + suffix,
            Duration.ofMillis(20));
    return new AzureMlWorkspace(settings, cloud, client, credential, redaction);
  }

  /** The next request like this gets another answer. */
  void fail(String request, int status, int times) {
    for (int i = 0; i < times; i++) {
      faults.add(new Fault(request, status));
    }
  }

  /** Whether there are answers that no request has got. */
  boolean hasFaultsLeft() {
    return !faults.isEmpty();
  }

  public List<String> writes() {
    return requests.stream().filter(line -> line.startsWith("P")).toList();
  }

  synchronized ObjectNode resource(String path) {
    return resources.get(path);
  }

  public synchronized List<String> resources(String kind) {
    return resources.keySet().stream().filter(path -> path.startsWith(kind)).toList();
  }

  /** Changes what lies in storage behind everybody's back. */
  synchronized void tamper(String nameEnd) {
    blobs.replaceAll((name, bytes) -> name.endsWith(nameEnd) ? new byte[] {7} : bytes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    String line = exchange.getRequestMethod() + " " + path.replace(WORKSPACE + "/", "");
    requests.add(line);
    for (Fault fault : faults) {
      if (line.contains(fault.request()) && faults.remove(fault)) {
        answerFault(exchange, fault);
        return;
      }
    }
    synchronized (this) {
      if (path.startsWith("/blobs/")) {
        blob(exchange, path, body);
      } else {
        resource(exchange, path.replace(WORKSPACE + "/", ""), body);
      }
    }
  }

  private static void answerFault(HttpExchange exchange, Fault fault) throws IOException {
    if (fault.status() == 0) {
      exchange.close();
      return;
    }
    if (fault.status() == 429) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    answer(
        exchange,
        fault.status(),
        ("{\"error\":{\"code\":\"Planned\",\"message\":\"it was %s; AccountKey=%s;"
                + " https://x.example.com/c?sig=%s&se=1 and the key %s\"}}")
            .formatted(authorization, KEY, KEY, KEY)
            .getBytes(StandardCharsets.UTF_8));
  }

  private boolean isSigned(HttpExchange exchange, String scope) {
    return ("Bearer " + TOKEN + scope)
        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void resource(HttpExchange exchange, String path, byte[] body) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!isSigned(exchange, address() + "/.default") || !query.startsWith(API_VERSION)) {
      answer(exchange, 401, new byte[0]);
    } else if (exchange.getRequestMethod().equals("PUT")) {
      put(exchange, path, (ObjectNode) JSON.readTree(body));
    } else if (path.endsWith("/versions")) {
      list(exchange, path, query);
    } else if (!resources.containsKey(path)) {
      answer(
          exchange, 404, "{\"error\":{\"code\":\"UserError\"}}".getBytes(StandardCharsets.UTF_8));
    } else {
      if (path.startsWith("jobs/")) {
        moveOn(resources.get(path));
      }
      answer(exchange, 200, JSON.writeValueAsBytes(resources.get(path)));
    }
  }

  private void put(HttpExchange exchange, String path, ObjectNode resource) throws IOException {
    boolean created = !resources.containsKey(path);
    resource.put("name", path.substring(path.lastIndexOf('/') + 1));
    if (path.startsWith("jobs/")) {
      ((ObjectNode) resource.path("properties")).put("status", "NotStarted");
    }
    resources.put(path, resource);
    answer(exchange, created ? 201 : 200, JSON.writeValueAsBytes(resource));
  }

  private void list(HttpExchange exchange, String path, String query) throws IOException {
    List<ObjectNode> all =
        resources.entrySet().stream()
            .filter(resource -> resource.getKey().startsWith(path + "/"))
            .map(Map.Entry::getValue)
            .toList();
    if (all.isEmpty()) {
      answer(exchange, 404, new byte[0]);
      return;
    }
    int from = query.contains("skip=") ? Integer.parseInt(query.replaceAll(".*skip=", "")) : 0;
    ObjectNode page = JSON.createObjectNode();
    ArrayNode value = page.putArray("value");
    all.stream().skip(from).limit(PAGE).forEach(value::add);
    if (from + PAGE < all.size()) {
      page.put(
          "nextLink",
          "%s%s/%s?%s&$skip=%d".formatted(address(), WORKSPACE, path, API_VERSION, from + PAGE));
    }
    answer(exchange, 200, JSON.writeValueAsBytes(page));
  }

  private void moveOn(ObjectNode job) throws IOException {
    ObjectNode properties = (ObjectNode) job.path("properties");
    String next =
        switch (properties.path("status").asText()) {
          case "NotStarted" -> "Queued";
          case "Queued" -> "Running";
          case "Running" -> new JobRun(folder, job).run(blobs) ? "Completed" : "Failed";
          default -> properties.path("status").asText();
        };
    properties.put("status", next);
  }

  private void blob(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (!isSigned(exchange, "https://storage.azure.com/.default")
        || exchange.getRequestHeaders().getFirst("x-ms-version") == null
        || exchange.getRequestHeaders().getFirst("x-ms-date") == null) {
      answer(exchange, 403, "<Error/>".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String name = path.substring("/blobs/plantstoragecore.windows.net/".length());
    if (exchange.getRequestMethod().equals("PUT")) {
      boolean block = "BlockBlob".equals(exchange.getRequestHeaders().getFirst("x-ms-blob-type"));
      blobs.put(name, body);
      hashes.put(name, exchange.getRequestHeaders().getFirst("x-ms-meta-sha256"));
      answer(exchange, block ? 201 : 400, new byte[0]);
      return;
    }
    byte[] content = blobs.get(name);
    if (content == null) {
      answer(exchange, 404, new byte[0]);
      return;
    }
    if (hashes.containsKey(name)) {
      exchange.getResponseHeaders().set("x-ms-meta-sha256", hashes.get(name));
    }
    String range = exchange.getRequestHeaders().getFirst("x-ms-range");
    if (range == null) {
      answer(exchange, 200, content);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=|-.*", ""));
    int to = Integer.parseInt(range.replaceAll(".*-", ""));
    if (from >= content.length) {
      answer(exchange, 416, new byte[0]);
    } else {
      answer(exchange, 206, Arrays.copyOfRange(content, from, Math.min(to + 1, content.length)));
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What a resource was put with, for comparing with a golden file. */
  public synchronized String body(String path) throws IOException {
    JsonNode properties = resources.get(path).deepCopy().path("properties");
    ((ObjectNode) properties).remove("status");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(properties) + "\n";
  }
}
