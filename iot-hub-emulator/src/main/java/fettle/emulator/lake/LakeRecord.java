package fettle.emulator.lake;

import fettle.emulator.hub.HubMessage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message as a storage route records it.
 *
 * @param enqueuedTime like {@code 2019-05-10T06:06:32.7220000Z}
 * @param systemProperties in the names that stored messages use
 * @param bodyIsJson whether the message says that its body is JSON in UTF-8
 */
record LakeRecord(
    String enqueuedTime,
    Map<String, String> properties,
    Map<String, String> systemProperties,
    byte[] body,
    boolean bodyIsJson) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Map<String, String> NAMES =
      Map.of(
          "message-id", "messageId",
          "correlation-id", "correlationId",
          "user-id", "userId",
          "to", "to",
          "content-type", "contentType",
          "content-encoding", "contentEncoding",
          "creation-time", "creationTimeUtc");

  static LakeRecord of(HubMessage message) {
    Map<String, String> sent = message.origin().systemProperties();
    String enqueued = TIME.format(message.enqueuedTime());
    Map<String, String> system = new LinkedHashMap<>();
    sent.forEach((name, value) -> system.put(NAMES.getOrDefault(name, name), value));
    system.put("connectionDeviceId", message.origin().deviceId());
    if (message.origin().moduleId() != null) {
      system.put("connectionModuleId", message.origin().moduleId());
    }
    system.put("connectionAuthMethod", message.authMethod());
    system.put("connectionDeviceGenerationId", message.generationId());
    system.put("enqueuedTime", enqueued);
    boolean json =
        "application/json".equalsIgnoreCase(sent.get("content-type"))
            && "utf-8".equalsIgnoreCase(sent.get("content-encoding"));
    return new LakeRecord(enqueued, message.properties(), system, message.origin().body(), json);
  }
}
