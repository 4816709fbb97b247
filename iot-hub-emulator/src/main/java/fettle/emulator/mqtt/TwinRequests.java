package fettle.emulator.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Identity;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One client's talk about its twin: its requests with their answers, and changes of its desired
 * properties. A client is answered and told only while it subscribes to that, at QoS 0.
 *
 * <p>A request is acknowledged at once, for its answer may be long on its way and telemetry is
 * acknowledged after it; so the number of those that wait is bounded instead, and what is beyond it
 * is answered with 429 and counted under {@code mqtt.throttledTwinRequests}.
 *
 * <p>For the event loop only.
 */
final class TwinRequests {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of one client, without an answer. */
  static final int MAX_WAITING = 50;

  private final Services services;
  private final MqttEndpoint endpoint;
  private final Identity identity;
  private final Set<Subscription> subscriptions;
  private int waiting;

  /**
   * @param subscriptions those in use, which change as the client subscribes
   */
  TwinRequests(
      Services services,
      MqttEndpoint endpoint,
      Identity identity,
      Set<Subscription> subscriptions) {
    this.services = services;
    this.endpoint = endpoint;
    this.identity = identity;
    this.subscriptions = subscriptions;
  }

  void get(String requestId) {
    request(requestId, () -> services.twins().get(identity));
  }

  /**
   * @param body the patch of the reported properties, as it came
   */
  void report(String requestId, byte[] body) {
    JsonNode patch;
    try {
      patch = JSON.readTree(body);
    } catch (IOException e) {
      answer(requestId, new TwinAccess.Answer.Failed(400, "not JSON"));
      return;
    }
    if (patch instanceof ObjectNode object) {
      request(requestId, () -> services.twins().report(identity, object));
    } else {
      answer(requestId, new TwinAccess.Answer.Failed(400, "not a JSON object"));
    }
  }

  void desiredChanged(ObjectNode patch, long version) {
    if (subscriptions.contains(Subscription.DESIRED) && endpoint.isConnected()) {
      publish("$iothub/twin/PATCH/properties/desired/?$version=" + version, patch);
    }
  }

  private void request(String requestId, Supplier<CompletionStage<TwinAccess.Answer>> request) {
    if (waiting == MAX_WAITING) {
      services.metrics().count("mqtt.throttledTwinRequests");
      answer(
          requestId,
          new TwinAccess.Answer.Failed(429, MAX_WAITING + " requests have no answer yet"));
      return;
    }
    waiting++;
    request
        .get()
        .whenComplete(
            (answer, failure) ->
                services.onLoop(
                    () -> {
                      waiting--;
                      answer(
                          requestId,
                          failure == null
                              ? answer
                              : new TwinAccess.Answer.Failed(500, failure.toString()));
                    }));
  }

  private void answer(String requestId, TwinAccess.Answer answer) {
    if (!endpoint.isConnected() || !subscriptions.contains(Subscription.TWIN_ANSWERS)) {
      return;
    }
    String rid = "/?$rid=" + requestId;
    switch (answer) {
      case TwinAccess.Answer.Found found ->
          publish("$iothub/twin/res/200" + rid, found.properties());
      case TwinAccess.Answer.Reported reported ->
          publish("$iothub/twin/res/204" + rid + "&$version=" + reported.version(), null);
      case TwinAccess.Answer.Failed failed ->
          publish(
              "$iothub/twin/res/" + failed.status() + rid,
              JSON.createObjectNode().put("message", failed.detail()));
    }
  }

  private void publish(String topic, JsonNode body) {
    try {
      Buffer payload = body == null ? Buffer.buffer() : Buffer.buffer(JSON.writeValueAsBytes(body));
      endpoint.publish(topic, payload, MqttQoS.AT_MOST_ONCE, false, false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }
}
