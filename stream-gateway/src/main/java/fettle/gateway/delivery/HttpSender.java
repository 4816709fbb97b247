package fettle.gateway.delivery;

import fettle.gateway.notify.Bodies;
import fettle.gateway.notify.Event;
import fettle.gateway.notify.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Posts events. Certificates are checked, and redirects are not followed: what was meant for one
 * address is told to no other. Addresses may hold secrets, so no reason names them.
 */
public final class HttpSender implements Sender {
  private static final int SUCCESS = 2;
  private static final int REDIRECT = 3;
  private static final int CLIENT_ERROR = 4;
  private static final int CLASS = 100;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client;
  private final URI address;
  private final Duration timeout;
  private final InstantSource clock;
  private final Function<Event, Message> message;

  private record Message(String type, Map<String, String> headers, String body) {}

  private HttpSender(
      HttpClient client,
      URI address,
      Duration timeout,
      InstantSource clock,
      Function<Event, Message> message) {
    this.client = client;
    this.address = address;
    this.timeout = timeout;
    this.clock = clock;
    this.message = message;
  }

  /** CloudEvents, signed where there is a secret. */
  public static HttpSender webhook(
      HttpClient client,
      URI address,
      Duration timeout,
      InstantSource clock,
      Bodies bodies,
      Optional<Signature> signature) {
    return new HttpSender(
        client,
        address,
        timeout,
        clock,
        event -> {
          String body = bodies.cloudEvent(event);
          long now = clock.instant().getEpochSecond();
          Map<String, String> headers =
              signature
                  .map(
                      key ->
                          Map.of(
                              "webhook-id", event.id(),
                              "webhook-timestamp", Long.toString(now),
                              "webhook-signature", key.sign(event.id(), now, body)))
                  .orElseGet(Map::of);
          return new Message("application/cloudevents+json; charset=utf-8", headers, body);
        });
  }

  /** Messages with a card. */
  public static HttpSender teams(
      HttpClient client, URI address, Duration timeout, InstantSource clock, Bodies bodies) {
    return new HttpSender(
        client,
        address,
        timeout,
        clock,
        event -> new Message("application/json; charset=utf-8", Map.of(), bodies.card(event)));
  }

  @Override
  public CompletionStage<Attempt> send(Event event) {
    Message sent = message.apply(event);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", sent.type())
            .POST(HttpRequest.BodyPublishers.ofString(sent.body()));
    sent.headers().forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null ? judged(answer) : failed(failure));
  }

  private Attempt judged(HttpResponse<?> answer) {
    int status = answer.statusCode();
    String reason = "it answered " + status;
    return switch (status / CLASS) {
      case SUCCESS -> new Attempt.Delivered();
      case REDIRECT -> new Attempt.Refused(reason + ", and redirects are not followed");
      case CLIENT_ERROR ->
          status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY_REQUESTS
              ? new Attempt.Failed(reason, retryAfter(answer))
              : new Attempt.Refused(reason);
      default -> new Attempt.Failed(reason, retryAfter(answer));
    };
  }

  /** Seconds, or a date (RFC 9110, 10.2.3); what is neither is passed over. */
  private Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer.headers().firstValue("Retry-After").flatMap(this::parsed);
  }

  private Optional<Duration> parsed(String text) {
    try {
      if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), then));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Attempt failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String reason =
        cause instanceof HttpTimeoutException
            ? "no answer in time"
            : "it cannot be reached (" + cause.getClass().getSimpleName() + ")";
    return new Attempt.Failed(reason, Optional.empty());
  }
}
