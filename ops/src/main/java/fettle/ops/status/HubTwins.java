package fettle.ops.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The local hub's devices and twins, through its service API, as JSON. */
final class HubTwins {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String API = "api-version=2021-04-12";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HubInfo hub;
  private final HttpClient http;

  private HubTwins(HubInfo hub) {
    this.hub = hub;
    this.http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  }

  /**
   * @param hubFile as the hub wrote it
   */
  static HubTwins open(Path hubFile) throws IOException {
    HubInfo hub = HubInfo.read(hubFile);
    HubTrust.use(hub.caCertificate());
    return new HubTwins(hub);
  }

  /** The modules of all edge devices. */
  List<Status.Module> modules() throws IOException, InterruptedException {
    List<Status.Module> modules = new ArrayList<>();
    for (JsonNode device : get("/devices?top=1000&" + API)) {
      if (device.at("/capabilities/iotEdge").asBoolean()) {
        String id = device.path("deviceId").asText();
        List<String> names = new ArrayList<>();
        for (JsonNode module : get("/devices/" + encoded(id) + "/modules?" + API)) {
          names.add(module.path("moduleId").asText());
        }
        modules.addAll(EdgeModules.of(id, twins(id, names)));
      }
    }
    return modules;
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
        HttpRequest.newBuilder(URI.create("https://" + hub.serviceHost() + path))
            .timeout(LIMIT)
            .header("Authorization", hub.serviceCredential().getSignature())
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the hub answered " + response.statusCode() + " to " + path);
    }
    return JSON.readTree(response.body());
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
