package fettle.emulator.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.sas.SasToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers workload requests: the trust bundle, and signatures with a module's primary key. The
 * generation id says which incarnation of which device's module asks.
 */
final class WorkloadApi {

  private static final Pattern SIGN = Pattern.compile("/modules/([^/]+)/genid/([^/]+)/sign");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IdentityRegistry registry;
  private final String trustBundle;

  WorkloadApi(IdentityRegistry registry, String trustBundle) {
    this.registry = registry;
    this.trustBundle = trustBundle;
  }

  HttpExchange.Response answer(HttpExchange.Request request) throws IOException {
    Matcher sign = SIGN.matcher(request.path());
    if (request.path().equals("/trust-bundle")) {
      return request.method().equals("GET")
          ? json(200, Map.of("certificate", trustBundle))
          : json(405, Map.of("message", "the trust bundle can only be got"));
    }
    if (!sign.matches()) {
      return json(404, Map.of("message", "there is no " + request.path()));
    }
    return request.method().equals("POST")
        ? sign(decode(sign.group(1)), decode(sign.group(2)), request.body())
        : json(405, Map.of("message", "sign takes POST"));
  }

  private HttpExchange.Response sign(String module, String generation, byte[] body)
      throws IOException {
    Optional<Identity> identity = find(module, generation);
    if (identity.isEmpty()) {
      return json(
          404, Map.of("message", "no module " + module + " has generation id " + generation));
    }
    try {
      JsonNode request = JSON.readTree(body);
      if (!"HMACSHA256".equals(request.path("algo").asText("HMACSHA256"))) {
        return json(400, Map.of("message", "algo must be HMACSHA256"));
      }
      byte[] data = Base64.getDecoder().decode(request.path("data").asText());
      byte[] digest = SasToken.hmac(data, identity.get().primaryKey());
      return json(200, Map.of("digest", Base64.getEncoder().encodeToString(digest)));
    } catch (IOException | IllegalArgumentException e) {
      return json(400, Map.of("message", "the body must be JSON with data in base64"));
    }
  }

  private Optional<Identity> find(String module, String generation) {
    return registry.devices().stream()
        .flatMap(device -> registry.find(device.deviceId(), module).stream())
        .filter(identity -> identity.generationId().equals(generation))
        .findFirst();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static HttpExchange.Response json(int status, Map<String, String> body)
      throws IOException {
    return new HttpExchange.Response(status, JSON.writeValueAsBytes(body));
  }
}
