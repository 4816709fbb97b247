package fettle.gateway.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The hub's service API, asked from worker threads; each call has a limit in time. */
public final class HubService implements AutoCloseable {
  private static final String VERSION = "?api-version=2021-04-12";
  private static final String CONTINUATION = "x-ms-continuation";
  private static final int LONGEST_MESSAGE = 300;

  private final URI base;
  private final Authorization authorization;
  private final Duration timeout;
  private final HttpClient client;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param host of the service API, with its port if it is not 443
   * @param tls whether it is asked over TLS
   * @param timeout of one call
   * @param trust {@code null} = the platform's
   */
  public HubService(
      String host, boolean tls, Authorization authorization, Duration timeout, SSLContext trust) {
    this.base = URI.create((tls ? "https://" : "http://") + host);
    this.authorization = authorization;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout);
    this.client = (trust == null ? builder : builder.sslContext(trust)).build();
  }

  /** Host and port, for logs. */
  public String host() {
    return base.getAuthority();
  }

  /** A module's twin. */
  public HubReply twin(String device, String module) throws HubAway {
    return send(request(twinPath(device, module)).GET());
  }

  /**
   * Changes a module's twin: {@code tags} and {@code properties.desired} are merged, {@code null}
   * takes away.
   *
   * @param etag the change is refused when the twin has another by now
   * @return the twin as it is then
   */
  public HubReply patchTwin(String device, String module, ObjectNode patch, String etag)
      throws HubAway {
    return send(
        request(twinPath(device, module))
            .header("If-Match", "\"" + etag + "\"")
            .method("PATCH", BodyPublishers.ofString(patch.toString())));
  }

  /**
   * Calls a direct method; answered by the module's status and payload.
   *
   * @param payload JSON
   * @param patience for the module's answer; in whole seconds, 5 to 300, below this service's limit
   */
  public HubReply call(
      String device, String module, String method, JsonNode payload, Duration patience)
      throws HubAway {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("methodName", method)
            .put("responseTimeoutInSeconds", patience.toSeconds())
            .put("connectTimeoutInSeconds", 0);
    body.set("payload", payload);
    return send(
        request(twinPath(device, module) + "/methods")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /**
   * One page of a query over twins.
   *
   * @param continuation of the page before; empty for the first
   */
  public HubReply query(String query, int most, String continuation) throws HubAway {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
    HttpRequest.Builder request =
        request("/devices/query")
            .header("x-ms-max-item-count", Integer.toString(most))
            .POST(BodyPublishers.ofString(body.toString()));
    return send(continuation.isEmpty() ? request : request.header(CONTINUATION, continuation));
  }

  private static String twinPath(String device, String module) {
    return "/twins/" + encode(device) + "/modules/" + encode(module);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) throws HubAway {
    return HttpRequest.newBuilder(base.resolve(path + VERSION))
        .timeout(timeout)
        .header("Authorization", authorization.header())
        .header("Content-Type", "application/json; charset=utf-8");
  }

  private HubReply send(HttpRequest.Builder request) throws HubAway {
    try {
      return reply(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new HubAway("the hub %s does not answer: %s".formatted(host(), why), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubAway("interrupted while waiting for the hub", e);
    }
  }

  private HubReply reply(HttpResponse<String> response) throws HubAway {
    JsonNode body;
    try {
      body = response.body().isBlank() ? MissingNode.getInstance() : json.readTree(response.body());
    } catch (JsonProcessingException e) {
      if (response.statusCode() / 100 == 2) {
        throw new HubAway("the hub %s answers with what is no JSON".formatted(host()), e);
      }
      body = MissingNode.getInstance(); // a proxy's page
    }
    if (response.statusCode() / 100 == 2) {
      return new HubReply.Ok(body, response.headers().firstValue(CONTINUATION).orElse(""));
    }
    String message = body.path("Message").asText(body.path("message").asText(""));
    return new HubReply.Refused(
        response.statusCode(),
        code(response, message),
        message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
  }

  /** In a header, and in the message as {@code ErrorCode:DeviceNotOnline;…}. */
  private static String code(HttpResponse<String> response, String message) {
    return response
        .headers()
        .firstValue("iothub-errorcode")
        .orElseGet(() -> message.replaceFirst("(?s)^ErrorCode:(\\w+);.*$|^.*$", "$1"));
  }

  @Override
  public void close() {
    client.close();
  }
}
