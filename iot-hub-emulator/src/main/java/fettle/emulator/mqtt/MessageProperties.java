package fettle.emulator.mqtt;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties that a telemetry or input topic carries: {@code k=v&k2=v2}, percent-encoded.
 *
 * @param output the module's output ({@code $.on}); {@code null} when it names none
 * @param system named as Event Hubs shows them
 * @param application in the sender's order
 */
record MessageProperties(
    String output, Map<String, String> system, Map<String, String> application) {

  private static final String OUTPUT = "$.on";
  private static final Map<String, String> SYSTEM_NAMES =
      new TreeMap<>(
          Map.of(
              "$.mid", "message-id",
              "$.cid", "correlation-id",
              "$.uid", "user-id",
              "$.to", "to",
              "$.ct", "content-type",
              "$.ce", "content-encoding",
              "$.ctime", "creation-time",
              "$.exp", "absolute-expiry-time",
              "$.sub", "dt-subject",
              "$.ifid", "iothub-interface-id"));

  /**
   * Reads the part of a topic after {@code messages/events/}. A system property that is not known
   * here is left out, as are the sender's claims who it is ({@code $.cdid}, {@code $.cmid}).
   *
   * @throws IllegalArgumentException naming the rule, when a name or value is empty or not encoded
   *     as it must be; an empty value makes Microsoft's Java SDK disconnect for good when it
   *     receives it
   */
  static MessageProperties parse(String text) {
    String output = null;
    Map<String, String> system = new LinkedHashMap<>();
    Map<String, String> application = new LinkedHashMap<>();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    String bag = trimmed.startsWith("?") ? trimmed.substring(1) : trimmed;
    for (String pair : bag.isEmpty() ? new String[0] : bag.split("&")) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        throw new IllegalArgumentException(
            "property '" + pair + "' must have a name and a value that is not empty");
      }
      String name = decode(pair.substring(0, equals));
      String value = decode(pair.substring(equals + 1));
      if (OUTPUT.equals(name)) {
        output = value;
      } else if (!name.startsWith("$")) {
        application.put(name, value);
      } else if (SYSTEM_NAMES.containsKey(name)) {
        system.put(SYSTEM_NAMES.get(name), value);
      }
    }
    return new MessageProperties(output, system, application);
  }

  /**
   * The end of an input's topic. Microsoft's Java SDK takes properties, and the input's name, only
   * from the first {@code %24} on, so the sender comes first and always.
   *
   * @param fromModule {@code null} when a device itself sent the message
   */
  static String forInput(
      String fromDevice,
      String fromModule,
      Map<String, String> system,
      Map<String, String> application) {
    StringBuilder text = new StringBuilder();
    append(text, "$.cdid", fromDevice);
    if (fromModule != null) {
      append(text, "$.cmid", fromModule);
    }
    append(text, system, application);
    return text.toString();
  }

  /** The end of a telemetry topic, as a device SDK makes it. */
  static String forTelemetry(Map<String, String> system, Map<String, String> application) {
    StringBuilder text = new StringBuilder();
    append(text, system, application);
    return text.toString();
  }

  private static void append(
      StringBuilder text, Map<String, String> system, Map<String, String> application) {
    SYSTEM_NAMES.forEach(
        (wire, name) -> {
          if (system.containsKey(name)) {
            append(text, wire, system.get(name));
          }
        });
    application.forEach((name, value) -> append(text, name, value));
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!text.isEmpty()) {
      text.append('&');
    }
    text.append(encode(name)).append('=').append(encode(value));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Percent-decoding alone: unlike in a form, a plus sign is a plus sign. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("'" + text + "' has a % without two hex digits");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
