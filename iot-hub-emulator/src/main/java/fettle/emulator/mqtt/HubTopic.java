package fettle.emulator.mqtt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a hub publishes to its clients, told from the topic. */
sealed interface HubTopic {

  /**
   * @param version of the reported properties, or 0
   */
  record TwinAnswer(int status, String requestId, long version) implements HubTopic {}

  record Desired(long version) implements HubTopic {}

  record MethodCall(String name, String requestId) implements HubTopic {}

  record Unknown() implements HubTopic {}

  Pattern TWIN_ANSWER =
      Pattern.compile("\\$iothub/twin/res/(\\d{3})/\\?\\$rid=([^&]*)(?:&\\$version=(\\d+))?");
  Pattern DESIRED = Pattern.compile("\\$iothub/twin/PATCH/properties/desired/\\?\\$version=(\\d+)");
  Pattern METHOD = Pattern.compile("\\$iothub/methods/POST/([^/]+)/\\?\\$rid=(.*)");

  static HubTopic parse(String topic) {
    Matcher answer = TWIN_ANSWER.matcher(topic);
    if (answer.matches()) {
      long version = answer.group(3) == null ? 0 : Long.parseLong(answer.group(3));
      return new TwinAnswer(Integer.parseInt(answer.group(1)), answer.group(2), version);
    }
    Matcher desired = DESIRED.matcher(topic);
    if (desired.matches()) {
      return new Desired(Long.parseLong(desired.group(1)));
    }
    Matcher method = METHOD.matcher(topic);
    return method.matches() ? new MethodCall(method.group(1), method.group(2)) : new Unknown();
  }
}
