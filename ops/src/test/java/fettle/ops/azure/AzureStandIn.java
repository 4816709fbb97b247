package fettle.ops.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.provider.DelayProvider;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fettle.emulator.tls.DevelopmentTls;
import fettle.ops.pipeline.Kill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/**
 * A stand-in for Azure, over HTTPS on this machine: Resource Manager by resource id, with state and
 * long operations, and the devices of its hubs. It writes down every write, and fails when told to.
 */
public final class AzureStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL_EVERY = Duration.ofMillis(5);

  /** A request that changes something. */
  public record Write(String method, String path, String query, ObjectNode body) {}

  private record Armed(String method, Pattern path, Fault fault) {}

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SSLContext trust;
  private final ArmResources resources;
  private final List<Write> writes = new CopyOnWriteArrayList<>();
  private final Queue<Armed> faults = new ConcurrentLinkedQueue<>();
  private volatile Kill kill;

  private AzureStandIn(DevelopmentTls tls) throws IOException, GeneralSecurityException {
    trust = tls.clientContext();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.serverContext()));
    server.setExecutor(threads);
    resources = new ArmResources(address(), host());
    server.createContext("/", this::answer);
    server.start();
    ResourceManagerUtils.InternalRuntimeContext.setDelayProvider(new Hurry());
  }

  /** The clients' own poll interval is 30 s and cannot be set from outside. */
  private static final class Hurry implements DelayProvider {
    @Override
    public Duration getDelayDuration(Duration asked) {
      return POLL_EVERY;
    }
  }

  /** Makes its certificate in the folder, and listens. */
  public static AzureStandIn start(Path folder) throws IOException, GeneralSecurityException {
    return new AzureStandIn(
        DevelopmentTls.open(folder, List.of("localhost", "127.0.0.1"), Instant.now()));
  }

  private String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** Where it listens. */
  public String address() {
    return "https://" + host();
  }

  /** Access to this stand-in, as somebody who may do everything. */
  public AzureAccess access() {
    return access(
        request ->
            Mono.just(new AccessToken("a-token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))));
  }

  /** Access to this stand-in with a credential of one's own. */
  public AzureAccess access(TokenCredential credential) {
    return access(address(), trust, credential);
  }

  /** Access to a stand-in, also to that of another process. */
  public static AzureAccess access(String address, SSLContext trust, TokenCredential credential) {
    ResourceManagerUtils.InternalRuntimeContext.setDelayProvider(new Hurry());
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", address);
    endpoints.put("managementEndpointUrl", address);
    return new AzureAccess(
        credential,
        new AzureEnvironment(endpoints),
        new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trust)).build(),
        POLL_EVERY);
  }

  /** Makes the service client, which knows no other way, trust this stand-in. */
  public void trustInThisProcess() {
    HttpsURLConnection.setDefaultSSLSocketFactory(trust.getSocketFactory());
  }

  /** Whose requests it takes from now on; {@code null}: those of somebody who is not killed. */
  public void serve(Kill client) {
    kill = client;
  }

  /** What exists. */
  public ArmResources resources() {
    return resources;
  }

  /** Every write so far. */
  public List<Write> writes() {
    return List.copyOf(writes);
  }

  /** Forgets the writes. */
  public void forgetWrites() {
    writes.clear();
  }

  /** Lets the next request of that method, to a path that holds the expression, fail. */
  public void failNext(String method, String path, Fault fault) {
    faults.add(new Armed(method, Pattern.compile("(?i)" + path), fault));
  }

  /** Whether faults are left that no request has met. */
  public boolean hasFaultsLeft() {
    return !faults.isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    // some clients put a second slash first, which Azure overlooks
    URI target = URI.create(exchange.getRequestURI().toString().replaceFirst("^//", "/"));
    String path = target.getPath();
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    ObjectNode body =
        bytes.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(bytes);
    ArmRequest request = ArmRequest.of(exchange, target, body);
    if (!method.equals("GET") && !method.equals("HEAD")) {
      if (kill != null) {
        AtomicReference<ArmReply> reply = new AtomicReference<>();
        if (kill.outlives(() -> reply.set(resources.handle(request)))) {
          send(exchange, reply.get());
        } else {
          exchange.close();
        }
        return;
      }
      String query = target.getQuery();
      writes.add(new Write(method, path, query, body.deepCopy()));
    } else if (kill != null && kill.isOver()) {
      exchange.close();
      return;
    }
    Fault fault = faultFor(method, path);
    switch (fault) {
      case Fault.Drop drop -> exchange.close();
      case Fault.Silence silence -> resources.handle(request);
      case Fault.Answer answer -> send(exchange, ArmReply.error(answer));
      case Fault.FailedOperation failed -> send(exchange, resources.begin(path, body, failed));
      case null -> send(exchange, resources.handle(request));
    }
  }

  private Fault faultFor(String method, String path) {
    for (Armed armed : faults) {
      if (armed.method().equals(method)
          && armed.path().matcher(path).find()
          && faults.remove(armed)) {
        return armed.fault();
      }
    }
    return null;
  }

  private static void send(HttpExchange exchange, ArmReply reply) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes =
          reply.body() == null
              ? new byte[0]
              : reply.body().toString().getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head || bytes.length == 0 ? -1 : bytes.length);
      if (!head && bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
