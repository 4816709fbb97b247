package fettle.emulator.events;

import fettle.emulator.hub.HubMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A message's system and application properties as the headers that Kafka clients of the built-in
 * endpoint see: AMQP-encoded, except for the standard properties of an AMQP message, which Event
 * Hubs gives as plain UTF-8.
 */
final class RecordHeaders {

  private static final Set<String> PLAIN =
      Set.of("message-id", "user-id", "to", "content-type", "content-encoding", "creation-time");

  private RecordHeaders() {}

  static List<Header> of(HubMessage message) {
    List<Header> headers = new ArrayList<>(16);
    message.properties().forEach((name, value) -> headers.add(amqp(name, value)));
    for (Map.Entry<String, String> system : message.origin().systemProperties().entrySet()) {
      headers.add(
          PLAIN.contains(system.getKey())
              ? new RecordHeader(
                  system.getKey(), system.getValue().getBytes(StandardCharsets.UTF_8))
              : amqp(system.getKey(), system.getValue()));
    }
    headers.add(amqp("iothub-connection-device-id", message.origin().deviceId()));
    if (message.origin().moduleId() != null) {
      headers.add(amqp("iothub-connection-module-id", message.origin().moduleId()));
    }
    headers.add(amqp("iothub-connection-auth-method", message.authMethod()));
    headers.add(amqp("iothub-connection-auth-generation-id", message.generationId()));
    headers.add(
        new RecordHeader("iothub-enqueuedtime", AmqpValue.timestamp(message.enqueuedTime())));
    headers.add(amqp("iothub-message-source", "Telemetry"));
    return headers;
  }

  private static Header amqp(String name, String value) {
    return new RecordHeader(name, AmqpValue.string(value));
  }
}
