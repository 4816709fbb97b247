package fettle.edge;

import java.util.Map;

/**
 * A message on an input.
 *
 * @param messageId as the sender set it; the SDK makes one up where there was none
 * @param properties application properties
 */
public record EdgeMessage(
    String input, byte[] body, String messageId, Map<String, String> properties) {
  public EdgeMessage {
    properties = Map.copyOf(properties);
  }
}
