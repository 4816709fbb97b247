package fettle.ops.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.hub.HubService;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A hub's devices and twins, through its service API, as JSON. Only reads. */
final class HubTwins {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String API = "api-version=2021-04-12";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each costs some requests of the hub's quota. */
  private static final int MOST_DEVICES = 50;

  private final HubService hub;
  private final String authorization;
  private final HttpClient http;

  HubTwins(HubService hub) {
    this.hub = hub;
    this.authorization = hub.authorization();
    this.http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  }

  /**
   * @param left how many edge devices were not asked for
   */
  record Found(List<Status.Module> modules, int left) {}

  /** The modules of the hub's edge devices. */
  Found modules() throws IOException, InterruptedException {
    List<Status.Module> modules = new ArrayList<>();
    int devices = 0;
    for (JsonNode device : get("/devices?top=1000&" + API)) {
      if (device.at("/capabilities/iotEdge").asBoolean()) {
        devices++;
        if (devices > MOST_DEVICES) {
          continue;
        }
        String id = device.path("deviceId").asText();
        List<String> names = new ArrayList<>();
        for (JsonNode module : get("/devices/" + encoded(id) + "/modules?" + API)) {
          names.add(module.path("moduleId").asText());
        }
        modules.addAll(EdgeModules.of(id, twins(id, names)));
      }
    }
    return new Found(modules, Math.max(0, devices - MOST_DEVICES));
  }

  private EdgeModules.Twins twins(String device, List<String> names)
      throws IOException, InterruptedException {
    ObjectNode all = JSON.createObjectNode();
    for (String name : names) {
      all.set(name, get("/twins/" + encoded(device) + "/modules/" + encoded(name) + "?" + API));
    }
    return all::path;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + hub.host() + path))
            .timeout(LIMIT)
            .header("Authorization", authorization)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() == UNAUTHORIZED) {
      throw new IOException(
          "the hub %s refuses this sign-in; it needs the role IoT Hub Data Contributor"
              .formatted(hub.host()));
    }
    if (response.statusCode() != OK) {
      throw new IOException(
          "the hub %s answered %d to %s".formatted(hub.host(), response.statusCode(), path));
    }
    return JSON.readTree(response.body());
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
