package fettle.ops.train.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests to Azure, signed with a token of an identity. What may pass (throttling, trouble on the
 * other side, lost connections) is a {@link PassingFailure}, with the pause that was asked for; all
 * else that is not expected is a {@link Failure}. Neither names more of an address than its path.
 */
final class AzureHttp {
  static final int NOT_FOUND = 404;

  /** Request timeout, throttled, and whatever the other side has to mend. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 429, 500, 502, 503, 504);

  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final TokenCredential credential;
  private final Redaction redaction;
  private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

  AzureHttp(HttpClient client, TokenCredential credential, Redaction redaction) {
    this.client = client;
    this.credential = credential;
    this.redaction = redaction;
  }

  /**
   * @param scope of the token
   * @param timeout of the whole exchange
   */
  HttpRequest.Builder request(URI address, String scope, Duration timeout) {
    return HttpRequest.newBuilder(address)
        .timeout(timeout)
        .header("Authorization", "Bearer " + token(scope));
  }

  private String token(String scope) {
    AccessToken token = tokens.get(scope);
    if (token == null
        || token.getExpiresAt().toInstant().isBefore(Instant.now().plus(RENEW_BEFORE))) {
      try {
        token = credential.getTokenSync(new TokenRequestContext().addScopes(scope));
      } catch (RuntimeException e) {
        // azure-identity says in several unchecked types that nobody is signed in
        throw new Failure(
            "no identity to sign in to Azure with; sign in with 'az login', or set AZURE_CLIENT_ID"
                + " and the like",
            e);
      }
      tokens.put(scope, token);
    }
    return redaction.remember(token.getToken());
  }

  /**
   * Sends a request.
   *
   * @param expected statuses that the caller deals with
   */
  <T> HttpResponse<Answer<T>> send(HttpRequest request, BodyHandler<T> body, Set<Integer> expected)
      throws PassingFailure, InterruptedException {
    String what =
        request.method()
            + " "
            + request.uri().getPath().replaceFirst("^/subscriptions/.*?/providers/", "");
    HttpResponse<Answer<T>> response;
    try {
      response = client.send(request, onlyWhen(expected, body));
    } catch (IOException e) {
      throw new PassingFailure("Azure cannot be reached: " + what + " (" + e + ")", e);
    }
    int status = response.statusCode();
    if (expected.contains(status)) {
      return response;
    }
    String reason = reason(response.body().error());
    if (PASSING.contains(status)) {
      throw new PassingFailure(
          "Azure is busy: %s gave %d%s".formatted(what, status, reason),
          retryAfter(response),
          null);
    }
    if (status == 401 || status == 403) {
      throw new Failure(
          "Azure refused %s with %d%s; give this identity the roles AzureML Data Scientist on the"
                  .formatted(what, status, reason)
              + " workspace and Storage Blob Data Contributor on its storage account");
    }
    throw new Failure("Azure answered %s with %d%s".formatted(what, status, reason));
  }

  /**
   * An answer's body.
   *
   * @param value when the status was expected, else {@code null}
   * @param error the body of any other answer, else {@code null}
   */
  record Answer<T>(T value, String error) {}

  private static <T> BodyHandler<Answer<T>> onlyWhen(Set<Integer> expected, BodyHandler<T> body) {
    return info ->
        expected.contains(info.statusCode())
            ? BodySubscribers.mapping(body.apply(info), value -> new Answer<>(value, null))
            : BodySubscribers.mapping(
                HttpResponse.BodyHandlers.ofString().apply(info),
                error -> new Answer<>(null, error));
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(null);
  }

  /** What Resource Manager says in {@code {"error":{"code","message"}}}, where it says it. */
  private static String reason(String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      return error.isObject()
          ? " (%s: %s)".formatted(error.path("code").asText(), error.path("message").asText())
          : "";
    } catch (IOException noJson) {
      // storage answers in XML, gateways in HTML: the status has to say it all
      return "";
    }
  }
}
