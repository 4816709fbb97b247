package fettle.ops.hub;

import com.azure.core.credential.AzureSasCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The edge device of this machine, seen through the hub's service API with Microsoft's own client.
 */
public final class EdgeDevice {
  /** Its id. */
  public static final String NAME = "edge-01";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int METHOD_SECONDS = 20;
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(60);

  private final String host;
  private final AzureSasCredential credential;
  private final EdgeTwins modules;
  private final DirectMethodsClient methods;

  /**
   * @param host the service API's host and port; its certificate has to be trusted by this process
   * @param credential a token of a service policy
   */
  public EdgeDevice(String host, AzureSasCredential credential) {
    this.host = host;
    this.credential = credential;
    modules = new EdgeTwins(new HubService(host, credential), NAME);
    methods = new DirectMethodsClient(host, credential);
  }

  /** Applies a deployment manifest. */
  public void apply(String manifest) throws IOException {
    try {
      modules.apply((ObjectNode) JSON.readTree(manifest).get("modulesContent"));
    } catch (PassingFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Has what the hub took so far written to the lake now; the emulator's own request. */
  public void flushLake() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + host + "/emulator/flush-lake"))
            .timeout(FLUSH_LIMIT)
            .header("Authorization", credential.getSignature())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("the hub could not flush the lake: " + response.body());
    }
  }

  /** What a module reports in its twin; an empty object while it has reported nothing. */
  public JsonNode reported(String module) throws IOException {
    try {
      return modules
          .find(module)
          .map(EdgeTwins.Properties::reported)
          .orElseThrow(() -> new IOException("the hub does not know the module " + module));
    } catch (PassingFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Calls a direct method.
   *
   * @return the module's answer
   * @throws Failure when the module is away, or answers with an error
   */
  public JsonNode invoke(String module, String method, Map<String, Object> payload)
      throws IOException {
    DirectMethodRequestOptions options =
        DirectMethodRequestOptions.builder()
            .payload(payload)
            .methodConnectTimeoutSeconds(METHOD_SECONDS)
            .methodResponseTimeoutSeconds(METHOD_SECONDS)
            .build();
    try {
      DirectMethodResponse response = methods.invoke(NAME, module, method, options);
      JsonNode answer = JSON.readTree(response.getPayloadAsJsonElement().toString());
      if (response.getStatus() != 200) {
        throw new Failure(module + " refused " + method + ": " + answer.path("error").asText());
      }
      return answer;
    } catch (IotHubException e) {
      throw new Failure(method + " did not reach " + module + ": " + e.getMessage(), e);
    }
  }
}
