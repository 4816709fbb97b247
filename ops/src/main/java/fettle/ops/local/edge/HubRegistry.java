package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.hub.HubInfo;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The local hub's registry, as far as edgeAgent needs it. On a real device the security daemon
 * knows these.
 */
final class HubRegistry {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String API = "api-version=2021-04-12";

  private final Path hubFile;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * The hub's authority has to be trusted by this process.
   *
   * @param hubFile read anew for each question: a hub that restarts writes it again
   */
  HubRegistry(Path hubFile) {
    this.hubFile = hubFile;
    this.http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  }

  /**
   * A module's identity.
   *
   * @param key secret
   */
  record ModuleIdentity(String generation, String key) {
    @Override
    public String toString() {
      return "ModuleIdentity[" + generation + "]";
    }
  }

  HubInfo hub() throws IOException {
    return HubInfo.read(hubFile);
  }

  /** Ids of the edge devices. */
  List<String> edgeDevices() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode device : get("/devices?top=1000&" + API)) {
      if (device.at("/capabilities/iotEdge").asBoolean()) {
        ids.add(device.path("deviceId").asText());
      }
    }
    return ids;
  }

  /** A device's modules by name, edgeAgent's own among them. */
  Map<String, ModuleIdentity> modules(String device) throws IOException, InterruptedException {
    Map<String, ModuleIdentity> modules = new LinkedHashMap<>();
    for (JsonNode module : get("/devices/" + encoded(device) + "/modules?" + API)) {
      modules.put(
          module.path("moduleId").asText(),
          new ModuleIdentity(
              module.path("generationId").asText(),
              module.at("/authentication/symmetricKey/primaryKey").asText()));
    }
    return modules;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HubInfo hub = hub();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + hub.serviceHost() + path))
            .timeout(LIMIT)
            .header("Authorization", hub.serviceCredential().getSignature())
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the hub answered " + response.statusCode() + " to " + path);
    }
    return json.readTree(response.body());
  }
}
