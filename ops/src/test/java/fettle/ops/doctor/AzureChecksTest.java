package fettle.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AzureChecksTest {
  private static final String SCOPE = "https://management.azure.com/.default";
  private static final TokenCredential SIGNED_IN =
      request -> Mono.just(new AccessToken("token-for-a-test", OffsetDateTime.MAX));

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] body = answer == null ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    base = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerThatAnswersAnythingCanBeReached() throws Exception {
    assertThat(new ReachCheck(base, http, InstantSource.system()).examine())
        .isEqualTo(new Verdict.Fine(base + " answers"));
  }

  @Test
  void aServerThatIsNotThereIsMissingWithAWayOut() throws Exception {
    server.stop(0);

    Verdict verdict = new ReachCheck(base, http, InstantSource.system()).examine();

    assertThat(verdict).isInstanceOf(Verdict.Missing.class);
    assertThat(((Verdict.Missing) verdict).wayOut()).contains("HTTPS_PROXY");
  }

  @Test
  void aClockThatTheServerContradictsIsMissing() throws Exception {
    InstantSource slow = () -> Instant.now().minus(Duration.ofHours(1));

    Verdict verdict = new ReachCheck(base, http, slow).examine();

    assertThat(verdict).isInstanceOf(Verdict.Missing.class);
    assertThat(verdict.what()).contains("off this machine's clock");
  }

  @Test
  void nobodySignedInIsMissingWithAWayOut() throws Exception {
    TokenCredential nobody =
        request -> Mono.error(new ClientAuthenticationException("no way worked\nlong list", null));

    Verdict verdict = new SignInCheck(nobody, SCOPE).examine();

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Missing(
                "no way to sign in to Azure works: no way worked",
                "run az login, or set AZURE_CLIENT_ID, AZURE_TENANT_ID and a secret or"
                    + " certificate"));
    assertThat(new SignInCheck(SIGNED_IN, SCOPE).examine()).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void anOwnerMayDoEverything() throws Exception {
    permissions("{\"actions\":[\"*\"],\"notActions\":[]}");

    assertThat(rights().examine())
        .isEqualTo(new Verdict.Fine("may make everything in the subscription Plant"));
  }

  @Test
  void aContributorMayNotAssignRoles() throws Exception {
    permissions("{\"actions\":[\"*\"],\"notActions\":[\"Microsoft.Authorization/*/Write\"]}");

    Verdict verdict = rights().examine();

    assertThat(verdict).isInstanceOf(Verdict.Missing.class);
    assertThat(verdict.what())
        .contains("Plant", "Microsoft.Authorization/roleAssignments/write")
        .doesNotContain("IotHubs", "token-for-a-test");
  }

  @Test
  void whoMayMakeNoIdentitiesLacksSomething() throws Exception {
    permissions("{\"actions\":[\"*\"],\"notActions\":[\"Microsoft.ManagedIdentity/*\"]}");

    assertThat(rights().examine().what())
        .contains("Microsoft.ManagedIdentity/userAssignedIdentities/write");
  }

  @Test
  void aSignInWithoutSubscriptionsIsMissing() throws Exception {
    answers.put("/subscriptions", "{\"value\":[]}");

    assertThat(rights().examine())
        .isEqualTo(
            new Verdict.Missing(
                "this sign-in sees no subscription",
                "sign in to another directory, az login --tenant"));
  }

  private RightsCheck rights() {
    return new RightsCheck(base, SIGNED_IN, SCOPE, http);
  }

  private void permissions(String permission) {
    answers.put(
        "/subscriptions", "{\"value\":[{\"subscriptionId\":\"s1\",\"displayName\":\"Plant\"}]}");
    answers.put(
        "/subscriptions/s1/providers/Microsoft.Authorization/permissions",
        "{\"value\":[" + permission + "]}");
  }
}
