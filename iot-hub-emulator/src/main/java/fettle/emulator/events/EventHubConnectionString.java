package fettle.emulator.events;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The connection string of an Event Hub-compatible endpoint, which Kafka clients give as the PLAIN
 * password of the user {@link #USER}.
 *
 * @param host of {@code Endpoint=sb://host/}, without a port
 * @param keyName name of the shared access policy
 * @param key base64
 * @param entityPath the Event Hub-compatible name, which is the topic
 */
public record EventHubConnectionString(String host, String keyName, String key, String entityPath) {

  /** The SASL user name that Event Hubs demands. */
  public static final String USER = "$ConnectionString";

  /**
   * @throws IllegalArgumentException naming the part that is missing; never repeats the key
   */
  public static EventHubConnectionString parse(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(
            part.substring(0, equals).trim().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).trim());
      }
    }
    String endpoint = required(parts, "Endpoint");
    if (!endpoint.startsWith("sb://")) {
      throw new IllegalArgumentException("Endpoint must start with sb://");
    }
    String host = endpoint.substring("sb://".length()).replaceAll("/+$", "");
    return new EventHubConnectionString(
        host,
        required(parts, "SharedAccessKeyName"),
        required(parts, "SharedAccessKey"),
        parts.getOrDefault("entitypath", ""));
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.get(name.toLowerCase(Locale.ROOT));
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the connection string has no " + name);
    }
    return value;
  }

  /** The text as the portal shows it; holds the key. */
  public String format() {
    return "Endpoint=sb://"
        + host
        + "/;SharedAccessKeyName="
        + keyName
        + ";SharedAccessKey="
        + key
        + ";EntityPath="
        + entityPath;
  }

  @Override
  public String toString() {
    return "EventHubConnectionString[" + host + ", " + keyName + ", " + entityPath + "]";
  }
}
