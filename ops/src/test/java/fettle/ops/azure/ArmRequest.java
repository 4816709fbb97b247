package fettle.ops.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;

/**
 * @param query decoded; empty where there is none
 * @param ifMatch {@code null} where there is none
 */
record ArmRequest(String method, String path, String query, String ifMatch, ObjectNode body) {
  static ArmRequest of(HttpExchange exchange, URI target, ObjectNode body) {
    String query = target.getQuery();
    return new ArmRequest(
        exchange.getRequestMethod(),
        target.getPath(),
        query == null ? "" : query,
        exchange.getRequestHeaders().getFirst("If-Match"),
        body);
  }
}
