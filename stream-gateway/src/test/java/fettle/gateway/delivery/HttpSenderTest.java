package fettle.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.gateway.delivery.WebhookServer.Taken;
import fettle.gateway.notify.AlarmEvent;
import fettle.gateway.notify.Bodies;
import fettle.gateway.notify.Events;
import fettle.gateway.notify.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real server. */
class HttpSenderTest {
  private static final byte[] KEY = HexFormat.of().parseHex("0b".repeat(32));
  private static final Instant NOW = Instant.ofEpochMilli(Events.NOW);
  private static final AlarmEvent EVENT = Events.raised(Events.NOW);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final WebhookServer server = new WebhookServer();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Bodies bodies = new Bodies("hub", Optional.empty());

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpSender webhook(URI address) {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    return HttpSender.webhook(
        client,
        address,
        TIMEOUT,
        InstantSource.fixed(NOW),
        bodies,
        Optional.of(Signature.of(secret)));
  }

  private Attempt tell() {
    return webhook(server.at("/hook")).send(EVENT).toCompletableFuture().join();
  }

  @Test
  void aWebhookGetsACloudEventWithASignatureThatItsReceiverCanCheck() throws Exception {
    assertThat(tell()).isEqualTo(new Attempt.Delivered());

    Taken taken = server.taken().getFirst();
    assertThat(taken.path()).isEqualTo("/hook");
    assertThat(taken.header("Content-Type")).startsWith("application/cloudevents+json");
    assertThat(taken.header("webhook-id")).isEqualTo(EVENT.id());
    assertThat(taken.header("webhook-timestamp")).isEqualTo("" + NOW.getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((taken.header("webhook-id") + ".").getBytes(StandardCharsets.UTF_8));
    mac.update((taken.header("webhook-timestamp") + ".").getBytes(StandardCharsets.UTF_8));
    String expected =
        Base64.getEncoder()
            .encodeToString(mac.doFinal(taken.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(taken.header("webhook-signature")).isEqualTo("v1," + expected);
    assertThat(new ObjectMapper().readTree(taken.body()).path("id").asText()).isEqualTo(EVENT.id());
  }

  @Test
  void aTeamsWorkflowGetsACard() {
    HttpSender teams =
        HttpSender.teams(client, server.at("/flow"), TIMEOUT, InstantSource.fixed(NOW), bodies);

    assertThat(teams.send(EVENT).toCompletableFuture().join()).isEqualTo(new Attempt.Delivered());

    assertThat(server.taken().getFirst().body()).contains("AdaptiveCard", "Feed pump 2");
  }

  @Test
  void whatTheServerAnswersDecidesWhetherAndWhenItIsToldAgain() {
    server
        .answer(503, Map.of("Retry-After", "120"))
        .answer(429, Map.of("Retry-After", "Sun, 23 Nov 2025 12:13:50 GMT"))
        .answer(500, Map.of("Retry-After", "soon"))
        .answer(400, Map.of());

    assertThat(tell())
        .isEqualTo(new Attempt.Failed("it answered 503", Optional.of(Duration.ofSeconds(120))));
    assertThat(tell())
        .isEqualTo(new Attempt.Failed("it answered 429", Optional.of(Duration.ofSeconds(30))));
    assertThat(tell()).isEqualTo(new Attempt.Failed("it answered 500", Optional.empty()));
    assertThat(tell()).isEqualTo(new Attempt.Refused("it answered 400"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.answer(307, Map.of("Location", server.at("/elsewhere").toString()));

    assertThat(tell())
        .isEqualTo(new Attempt.Refused("it answered 307, and redirects are not followed"));
    assertThat(server.taken()).extracting(Taken::path).containsExactly("/hook");
  }

  @Test
  void aServerThatIsNotThereIsSaidWithoutItsAddress() {
    URI secret = server.at("/hook?sig=secret");
    server.close();

    Attempt attempt = webhook(secret).send(EVENT).toCompletableFuture().join();

    assertThat(attempt)
        .isEqualTo(new Attempt.Failed("it cannot be reached (ConnectException)", Optional.empty()));
  }
}
