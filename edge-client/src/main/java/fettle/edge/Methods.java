package fettle.edge;

import com.microsoft.azure.sdk.iot.device.twin.DirectMethodPayload;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers direct methods; every call gets an answer, also one that no handler knows or whose
 * handler fails.
 */
final class Methods {
  private static final Logger LOG = LoggerFactory.getLogger(Methods.class);

  private final Map<String, MethodHandler> handlers;
  private final EdgeMetrics metrics;

  Methods(Map<String, MethodHandler> handlers, EdgeMetrics metrics) {
    this.handlers = Map.copyOf(handlers);
    this.metrics = metrics;
  }

  DirectMethodResponse invoke(String name, DirectMethodPayload payload) {
    MethodResponse answer = answer(name, payload);
    metrics.methodAnswered(name, answer.status());
    return new DirectMethodResponse(answer.status(), answer.payload());
  }

  private MethodResponse answer(String name, DirectMethodPayload payload) {
    MethodHandler handler = handlers.get(name);
    if (handler == null) {
      return MethodResponse.error(404, "no method " + name + "; there are " + handlers.keySet());
    }
    Object argument = payload == null ? null : JsonTree.plain(payload.getPayloadAsJsonElement());
    if (argument != null && !(argument instanceof Map)) {
      return MethodResponse.error(400, "the payload of " + name + " must be a JSON object");
    }
    try {
      return handler.invoke(argument instanceof Map<?, ?> map ? JsonTree.plainMap(map) : Map.of());
    } catch (RuntimeException failure) {
      LOG.error("method {} failed", name, failure);
      return MethodResponse.error(500, name + " failed: " + failure.getMessage());
    }
  }
}
