package fettle.ops.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The emulator, which says of itself what Resource Manager says of a hub. Signs in anew each time:
 * tokens end, and an emulator may have begun again.
 */
final class LocalManagement implements ManagementApi {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path hubFile;

  /**
   * @param hubFile where the emulator wrote how it is reached
   */
  LocalManagement(Path hubFile) {
    this.hubFile = hubFile;
  }

  @Override
  public JsonNode get(String path) throws IOException, InterruptedException {
    HubService hub = HubService.local(HubInfo.read(hubFile));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + hub.host() + path))
            .timeout(LIMIT)
            .header("Authorization", hub.authorization())
            .build();
    // made after the emulator's certificate is trusted
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new IOException(
            "the hub %s answered %d to %s".formatted(hub.host(), response.statusCode(), path));
      }
      return JSON.readTree(response.body());
    }
  }
}
