package fettle.ops.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A server of the cloud can be reached, whatever it answers, and agrees on what time it is: sign-in
 * fails with a clock that is five minutes off.
 */
record ReachCheck(URI server, HttpClient http, InstantSource clock) implements Check {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration TOLERANCE = Duration.ofMinutes(4);

  @Override
  public String name() {
    return "reach";
  }

  @Override
  public Verdict examine() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .timeout(LIMIT)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
      Optional<Duration> skew = response.headers().firstValue("Date").flatMap(this::skew);
      if (skew.isPresent() && skew.get().abs().compareTo(TOLERANCE) > 0) {
        return new Verdict.Missing(
            "%s is %d s off this machine's clock".formatted(server, skew.get().toSeconds()),
            "set the clock, for example with timedatectl set-ntp true");
      }
      return new Verdict.Fine(server + " answers");
    } catch (IOException e) {
      return new Verdict.Missing(
          server + " cannot be reached (" + e + ")",
          "check the network, and HTTPS_PROXY where there is a proxy");
    }
  }

  private Optional<Duration> skew(String date) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), theirs));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
