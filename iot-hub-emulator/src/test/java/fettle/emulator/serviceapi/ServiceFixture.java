package fettle.emulator.serviceapi;

import com.azure.core.credential.AzureSasCredential;
import fettle.emulator.EdgeFixture;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.DeploymentListener;
import fettle.emulator.hub.Deployments;
import fettle.emulator.hub.Meter;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.hub.Tier;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.sas.SasToken;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** The service API on a free port, with a method invoker and a link that do as they are told. */
final class ServiceFixture implements AutoCloseable {

  static final String ADDRESS = EdgeFixture.ADDRESS;
  static final String HUB = "fettle.local";

  final FileIdentityRegistry registry;
  final FileTwinStore twins;
  final Deployments deployments;
  final Metrics metrics = new Metrics();
  final Meter meter = new Meter(Tier.S1.of(2), InstantSource.system());
  final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Deployment> applied = new ConcurrentLinkedQueue<>();
  final AtomicInteger flushes = new AtomicInteger();
  final ServicePolicy policy;
  final DevelopmentTls tls;
  private final Vertx vertx = Vertx.vertx();
  private final SSLSocketFactory trustedBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final ServiceApi api;
  volatile MethodResult methodResult = new MethodResult.Answered(207, "{\"ok\":true}");

  ServiceFixture(Path folder) throws Exception {
    InstantSource clock = InstantSource.system();
    registry = FileIdentityRegistry.open(folder, clock);
    twins = FileTwinStore.open(folder, registry, clock);
    deployments = Deployments.open(folder, registry, twins);
    deployments.addListener(
        new DeploymentListener() {
          @Override
          public void check(String deviceId, Deployment deployment) {
            deployment.routes().stream()
                .filter(route -> !route.text().startsWith("FROM"))
                .forEach(
                    route -> {
                      throw new IllegalArgumentException("route " + route.name() + " is wrong");
                    });
          }

          @Override
          public void apply(String deviceId, Deployment deployment) {
            applied.add(deployment);
          }
        });
    policy = ServicePolicy.open(folder);
    tls = DevelopmentTls.open(folder.resolve("tls"), List.of(HUB, ADDRESS), Instant.now());
    MethodInvoker methods =
        (device, module, name, payload, connect, response) -> {
          calls.add(
              String.join(
                  " ", device, String.valueOf(module), name, payload, "" + connect, "" + response));
          return CompletableFuture.completedFuture(methodResult);
        };
    Cuttable link =
        new Cuttable() {
          @Override
          public void cut() {
            calls.add("cut");
          }

          @Override
          public void restore() {
            calls.add("restore");
          }
        };
    api =
        ServiceApi.start(
                vertx,
                new ServiceApi.Listener(ADDRESS, 0, KeyCertOptions.wrap(tls.serverKeys())),
                HUB,
                policy,
                clock,
                new ServiceApi.Parts(
                    registry,
                    twins,
                    deployments,
                    methods,
                    (device, module) -> device.equals("online"),
                    metrics,
                    "fettle",
                    meter,
                    () -> {
                      flushes.incrementAndGet();
                      return CompletableFuture.completedFuture(null);
                    },
                    link))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    // the service SDK takes what to trust from the default of its HTTP client
    HttpsURLConnection.setDefaultSSLSocketFactory(tls.clientContext().getSocketFactory());
  }

  String host() {
    return ADDRESS + ":" + api.port();
  }

  AzureSasCredential credential() {
    return new AzureSasCredential(token());
  }

  String token() {
    return SasToken.create(HUB, policy.key(), Instant.now().plusSeconds(600), policy.name());
  }

  HttpResponse<String> call(String method, String path, String token, String body)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls.clientContext()).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("https://" + host() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (token != null) {
        request.header("Authorization", token);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  public void close() throws Exception {
    HttpsURLConnection.setDefaultSSLSocketFactory(trustedBefore);
    api.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
