package fettle.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The dashboard's REST API, as far as a demo asks it. */
public final class DashboardApi {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI dashboard;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param dashboard its first page
   */
  public DashboardApi(URI dashboard) {
    this.dashboard = dashboard;
  }

  /** Whether at least one machine is known. */
  public boolean showsMachines() throws InterruptedException {
    try {
      return !machines().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** The fleet, an array of machine states. */
  public JsonNode machines() throws IOException, InterruptedException {
    JsonNode answer = get("/api/machines");
    return answer.isArray() ? answer : answer.path("machines");
  }

  /** All buckets of a machine between two times (epoch milliseconds), at one tier. */
  public JsonNode series(String device, String machine, long from, long to, long tierMs)
      throws IOException, InterruptedException {
    return get(
        "/api/machines/%s/%s/series?from=%d&to=%d&tierMs=%d&points=100000"
            .formatted(device, machine, from, to, tierMs));
  }

  /** Models, those in use first. */
  public JsonNode models() throws IOException, InterruptedException {
    return get("/api/models").path("models");
  }

  /**
   * What is known of a model.
   *
   * @param model {@code NAME:VERSION}
   */
  public JsonNode model(String model) throws IOException, InterruptedException {
    return get("/api/models/" + model);
  }

  /** How a machine's signals stand to what a model learned from. */
  public JsonNode drift(String model, String machine) throws IOException, InterruptedException {
    return get("/api/models/%s/drift/%s".formatted(model, machine));
  }

  /** Pipeline runs, newest first. */
  public JsonNode runs() throws IOException, InterruptedException {
    return get("/api/pipelines").path("runs");
  }

  /** Messages that were not rolled up, over all reasons. */
  public long rejected() throws IOException, InterruptedException {
    long total = 0;
    for (JsonNode count : get("/api/rejected").path("counts")) {
      total += count.asLong();
    }
    return total;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = dashboard.resolve(path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(uri + " answered " + response.statusCode());
    }
    return json.readTree(response.body());
  }
}
