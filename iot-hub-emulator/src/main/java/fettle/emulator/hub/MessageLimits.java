package fettle.emulator.hub;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What IoT Hub takes as a device-to-cloud message. */
public final class MessageLimits {

  /** Body with the values of system properties and the application properties, in bytes. */
  public static final int MAX_BYTES = 262_144;

  private static final Pattern MESSAGE_ID =
      Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@;$']{1,128}");

  private MessageLimits() {}

  /** Why a message is refused for good. */
  record Broken(String rule, String detail) {}

  static Optional<Broken> check(DeviceMessage message) {
    if (message.body().length == 0) {
      return Optional.of(new Broken("empty", "the body is empty"));
    }
    int size = size(message);
    if (size > MAX_BYTES) {
      return Optional.of(
          new Broken("too-large", size + " bytes, but a message may have " + MAX_BYTES));
    }
    for (Map.Entry<String, String> property : message.properties().entrySet()) {
      if (property.getKey().isEmpty() || property.getValue().isEmpty()) {
        return Optional.of(new Broken("property", "property '" + property.getKey() + "' is empty"));
      }
    }
    String id = message.systemProperties().get("message-id");
    if (id != null && !MESSAGE_ID.matcher(id).matches()) {
      return Optional.of(
          new Broken("message-id", "the message id has characters that are not allowed"));
    }
    return Optional.empty();
  }

  /** Size in bytes as IoT Hub counts it. */
  static int size(DeviceMessage message) {
    int size = message.body().length;
    for (String value : message.systemProperties().values()) {
      size += utf8Length(value);
    }
    for (Map.Entry<String, String> property : message.properties().entrySet()) {
      size += utf8Length(property.getKey()) + utf8Length(property.getValue());
    }
    return size;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
