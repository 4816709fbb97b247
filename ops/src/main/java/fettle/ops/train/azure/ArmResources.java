package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Resources of Resource Manager that are read and written at once, without a long operation.
 *
 * @param management address, without a path
 */
record ArmResources(AzureHttp http, URI management, Duration timeout) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final ObjectMapper JSON = new ObjectMapper();

  private HttpRequest.Builder request(String path) {
    return http.request(URI.create(management + path), management + "/.default", timeout);
  }

  /** A resource; empty when it is not there. */
  Optional<JsonNode> get(String path) throws PassingFailure, InterruptedException {
    HttpResponse<AzureHttp.Answer<byte[]>> response =
        http.send(
            request(path).build(), BodyHandlers.ofByteArray(), Set.of(OK, AzureHttp.NOT_FOUND));
    if (response.statusCode() == AzureHttp.NOT_FOUND) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(response.body().value()));
    } catch (IOException e) {
      throw new PassingFailure("Azure answered GET " + path + " with no JSON", e);
    }
  }

  void put(String path, JsonNode body) throws PassingFailure, IOException, InterruptedException {
    HttpRequest put =
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    http.send(put, BodyHandlers.discarding(), Set.of(OK, CREATED));
  }

  /**
   * The path and query of a link in an answer; {@code null} stays {@code null}.
   *
   * @throws Failure when it leads elsewhere: no token goes there
   */
  String pathOf(String link) {
    if (link == null) {
      return null;
    }
    if (!link.startsWith(management + "/")) {
      throw new Failure("Azure's answer leads away from " + management + "; it is not followed");
    }
    return link.substring(management.toString().length());
  }
}
