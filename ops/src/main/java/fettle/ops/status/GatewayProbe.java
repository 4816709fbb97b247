package fettle.ops.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;

/** Asks a gateway for its health and for the lag among its metrics. */
final class GatewayProbe {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String LAG = "kafka_consumer_fetch_manager_records_lag_max";

  private final URI base;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  GatewayProbe(URI base) {
    this.base = base;
  }

  /**
   * @throws IOException when nobody answers
   */
  Status.Gateway ask() throws IOException, InterruptedException {
    boolean ready = get("/q/health/ready").statusCode() == 200;
    OptionalDouble lag = lag(get("/q/metrics").body());
    return new Status.Gateway(ready, lag.isPresent() ? (long) lag.getAsDouble() : null);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /**
   * The greatest lag of all consumers, from metrics in Prometheus' text form; a consumer that has
   * fetched nothing yet says NaN, which is no lag.
   */
  static OptionalDouble lag(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(LAG))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .filter(lag -> !Double.isNaN(lag))
        .max();
  }
}
