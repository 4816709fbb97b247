package fettle.ops.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;

/** Reads what Resource Manager says at a path, as JSON. */
public final class ArmReader {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpPipeline pipeline;
  private final String role;

  /**
   * @param role that is needed to read, for the sentence that says it is missing
   */
  public ArmReader(AzureAccess access, String role) {
    this.address = access.cloud().getResourceManagerEndpoint().replaceAll("/+$", "");
    this.role = role;
    this.pipeline =
        new HttpPipelineBuilder()
            .httpClient(access.http())
            .policies(new BearerTokenAuthenticationPolicy(access.credential(), scope(access)))
            .build();
  }

  private static String scope(AzureAccess access) {
    return access.cloud().getManagementEndpoint().replaceAll("/+$", "") + "/.default";
  }

  /**
   * @param about what is read, for sentences
   * @param path with its query
   */
  public JsonNode get(String about, String path) throws PassingFailure, InterruptedException {
    return AzureCalls.call(about, () -> read(about, path));
  }

  private JsonNode read(String about, String path) throws IOException {
    try (HttpResponse response =
        pipeline.sendSync(new HttpRequest(HttpMethod.GET, address + path), Context.NONE)) {
      int status = response.getStatusCode();
      if (status == UNAUTHORIZED || status == FORBIDDEN) {
        throw new Failure(
            "%s: Azure refuses (%d); whoever runs this needs %s".formatted(about, status, role));
      }
      byte[] body = response.getBodyAsBinaryData().toBytes();
      if (status != OK) {
        throw new HttpResponseException(said(body), response);
      }
      return JSON.readTree(body);
    }
  }

  private static String said(byte[] body) {
    try {
      return JSON.readTree(body).at("/error/message").asText();
    } catch (IOException e) {
      return ""; // a gateway's page: the status says it
    }
  }
}
