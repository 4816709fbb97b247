package fettle.emulator.hub;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.emulator.identity.TwinStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the hub's enrichments to a message's application properties. A property that the sender set
 * is replaced; a path that the twin does not have stamps the path as it is written, as IoT Hub
 * does.
 */
final class Enricher {

  private final String hubName;
  private final List<Enrichment> enrichments;
  private final TwinStore twins;

  Enricher(String hubName, List<Enrichment> enrichments, TwinStore twins) {
    if (enrichments.size() > Enrichment.MAX) {
      throw new IllegalArgumentException(
          enrichments.size() + " enrichments, but a hub takes " + Enrichment.MAX);
    }
    this.hubName = hubName;
    this.enrichments = List.copyOf(enrichments);
    this.twins = twins;
  }

  HubMessage enriched(HubMessage message, String endpoint) {
    Map<String, String> properties = null;
    for (Enrichment enrichment : enrichments) {
      if (enrichment.endpoints().contains(endpoint)) {
        if (properties == null) {
          properties = new LinkedHashMap<>(message.properties());
        }
        properties.put(enrichment.key(), value(enrichment, message.origin()));
      }
    }
    return properties == null ? message : message.withProperties(properties);
  }

  private String value(Enrichment enrichment, DeviceMessage sender) {
    if (enrichment.value().equals("$iothubname")) {
      return hubName;
    }
    List<String> path = enrichment.twinPath();
    if (path.isEmpty()) {
      return enrichment.value();
    }
    Optional<JsonNode> found = twins.value(sender.deviceId(), sender.moduleId(), path);
    return found
        .map(node -> node.isTextual() ? node.textValue() : node.toString())
        .orElse(enrichment.value());
  }
}
