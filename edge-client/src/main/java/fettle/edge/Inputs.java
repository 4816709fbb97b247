package fettle.edge;

import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MessageProperty;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages in. At least once and one at a time: the SDK acknowledges when the callback returns, and
 * an exception out of the callback leaves the message unacknowledged, so that the hub delivers it
 * again. A message on an input without a handler is acknowledged, else it would hold up all behind
 * it; it is counted, and the first one on each such input is logged.
 */
final class Inputs {
  private static final Logger LOG = LoggerFactory.getLogger(Inputs.class);

  /**
   * Routes name a handful of inputs; more are counted together, for a log and metrics are finite.
   */
  private static final int MOST_UNKNOWN = 32;

  private static final String OTHERS = "(others)";

  private final Map<String, Function<EdgeMessage, Uni<Void>>> handlers;
  private final EdgeOptions options;
  private final EdgeMetrics metrics;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  Inputs(
      Map<String, Function<EdgeMessage, Uni<Void>>> handlers,
      EdgeOptions options,
      EdgeMetrics metrics) {
    this.handlers = Map.copyOf(handlers);
    this.options = options;
    this.metrics = metrics;
  }

  void register(ModuleClient client) {
    handlers.forEach(
        (input, handler) ->
            client.setMessageCallback(
                input, (message, context) -> handle(input, handler, message), null));
    client.setMessageCallback((message, context) -> unknown(message), null);
  }

  private IotHubMessageResult handle(
      String input, Function<EdgeMessage, Uni<Void>> handler, Message message) {
    long started = System.nanoTime();
    try {
      handler.apply(received(input, message)).await().atMost(options.inputTimeout());
    } catch (RuntimeException failure) {
      metrics.inputFailed(input);
      throw failure;
    }
    metrics.inputHandled(input, System.nanoTime() - started);
    return IotHubMessageResult.COMPLETE;
  }

  IotHubMessageResult unknown(Message message) {
    String input = String.valueOf(message.getInputName());
    if (unknown.size() < MOST_UNKNOWN && unknown.add(input)) {
      LOG.warn(
          "messages on input '{}' are thrown away: this module has only {}; mend the route",
          input,
          handlers.keySet());
    }
    metrics.inputUnknown(unknown.contains(input) ? input : OTHERS);
    return IotHubMessageResult.COMPLETE;
  }

  private static EdgeMessage received(String input, Message message) {
    Map<String, String> properties = new HashMap<>();
    for (MessageProperty property : message.getProperties()) {
      properties.put(property.getName(), property.getValue());
    }
    return new EdgeMessage(input, message.getBytes(), message.getMessageId(), properties);
  }
}
