package fettle.emulator.mqtt;

import fettle.emulator.identity.Identity;

/** What a client may publish, told from the topic. */
sealed interface ClientTopic {

  /**
   * @param properties still encoded
   */
  record Telemetry(String properties) implements ClientTopic {}

  record TwinGet(String requestId) implements ClientTopic {}

  record TwinReport(String requestId) implements ClientTopic {}

  record MethodAnswer(int status, String requestId) implements ClientTopic {}

  /** A topic that this identity may not publish to, or that IoT Hub does not have. */
  record Forbidden() implements ClientTopic {}

  String TWIN_GET = "$iothub/twin/GET/";
  String TWIN_REPORT = "$iothub/twin/PATCH/properties/reported/";
  String METHOD_ANSWER = "$iothub/methods/res/";

  static ClientTopic parse(String topic, Identity sender) {
    String events = events(sender);
    if (topic.startsWith(events)) {
      return new Telemetry(topic.substring(events.length()));
    }
    if (topic.startsWith(TWIN_GET)) {
      return new TwinGet(requestId(topic));
    }
    if (topic.startsWith(TWIN_REPORT)) {
      return new TwinReport(requestId(topic));
    }
    if (topic.startsWith(METHOD_ANSWER)) {
      String rest = topic.substring(METHOD_ANSWER.length());
      int slash = rest.indexOf('/');
      if (slash > 0 && rest.substring(0, slash).matches("-?\\d{1,9}")) {
        return new MethodAnswer(Integer.parseInt(rest.substring(0, slash)), requestId(topic));
      }
    }
    return new Forbidden();
  }

  /** The topic of telemetry, up to the properties. */
  static String events(Identity sender) {
    return base(sender) + "/messages/events/";
  }

  /** {@code devices/d} or {@code devices/d/modules/m}. */
  static String base(Identity identity) {
    return identity.isModule()
        ? "devices/" + identity.deviceId() + "/modules/" + identity.moduleId()
        : "devices/" + identity.deviceId();
  }

  private static String requestId(String topic) {
    int query = topic.indexOf('?');
    if (query >= 0) {
      for (String pair : topic.substring(query + 1).split("&")) {
        if (pair.startsWith("$rid=")) {
          return pair.substring("$rid=".length());
        }
      }
    }
    return "";
  }
}
