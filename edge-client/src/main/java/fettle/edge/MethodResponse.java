package fettle.edge;

import java.util.Map;

/**
 * The answer to a direct method.
 *
 * @param status like HTTP's: 200 done, 400 the payload is wrong, 404 no such method or thing
 * @param payload becomes JSON
 */
public record MethodResponse(int status, Map<String, Object> payload) {
  public static MethodResponse ok(Map<String, Object> payload) {
    return new MethodResponse(200, payload);
  }

  public static MethodResponse error(int status, String message) {
    return new MethodResponse(status, Map.of("error", message));
  }
}
