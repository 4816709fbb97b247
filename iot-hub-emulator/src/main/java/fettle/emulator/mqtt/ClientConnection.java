package fettle.emulator.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Causes;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageLimits;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.Identity;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected device or module, from CONNECT to the end of its connection.
 *
 * <p>Telemetry is acknowledged when the sink says so; if the sink fails, the connection is closed
 * and the client sends again. A message that can never be taken (too large, a bad property) is
 * acknowledged, counted under {@code mqtt.refusedMessages} and dropped: to close the connection
 * would make the client send it for ever.
 *
 * <p>For the event loop only.
 */
final class ClientConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final long MAX_UNACKNOWLEDGED_BYTES = 64L << 20;

  /** What keeping a message takes besides its topic and payload. */
  private static final int BYTES_PER_MESSAGE = 256;

  /** Of one client, without an answer. */
  static final int MAX_TWIN_REQUESTS = 50;

  private final Services services;
  private final MqttEndpoint endpoint;
  private final Identity identity;
  private final Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);

  /** What the session is to keep: ahead of {@link #subscriptions} while that is being stored. */
  private final EnumSet<Subscription> session = EnumSet.noneOf(Subscription.class);

  private final AckQueue acks;
  private final InputDelivery inputs;
  private final PendingMethods methods;

  /** CONNACK comes before the acknowledgement of what a client sent without waiting for it. */
  private final AckQueue.Ticket welcome;

  private boolean inputsOpen;
  private int twinRequests;
  private boolean closed;

  ClientConnection(Services services, Vertx vertx, MqttEndpoint endpoint, Identity identity) {
    this.services = services;
    this.endpoint = endpoint;
    this.identity = identity;
    this.acks = new AckQueue(MAX_UNACKNOWLEDGED_BYTES, this::acknowledge);
    this.inputs = identity.isModule() ? new InputDelivery(endpoint, identity) : null;
    this.methods = new PendingMethods(vertx, endpoint);
    this.welcome = acks.add(0, 0);
  }

  /**
   * Answers CONNECT.
   *
   * @param sessionPresent whether there is a session to go on with
   * @throws IllegalStateException when the connection has ended
   */
  void welcome(boolean sessionPresent) {
    if (closed) {
      throw new IllegalStateException("the connection has ended");
    }
    endpoint.accept(sessionPresent);
    welcome.done();
  }

  Identity identity() {
    return identity;
  }

  Set<Subscription> subscriptions() {
    return subscriptions;
  }

  /** Adds to what the session keeps and returns all of it. */
  Set<Subscription> keep(Set<Subscription> added) {
    session.addAll(added);
    return EnumSet.copyOf(session);
  }

  /** Takes a new subscription, or one of an earlier connection, into use. */
  void subscribed(Set<Subscription> added) {
    if (closed) {
      return;
    }
    session.addAll(added);
    subscriptions.addAll(added);
    if (subscriptions.contains(Subscription.INPUTS) && !inputsOpen) {
      inputsOpen = true;
      services.inputs().opened(identity.deviceId(), identity.moduleId(), inputs);
    }
  }

  /** Ends subscriptions and returns what the session keeps. */
  Set<Subscription> unsubscribed(Set<Subscription> removed) {
    session.removeAll(removed);
    subscriptions.removeAll(removed);
    if (removed.contains(Subscription.INPUTS)) {
      closeInputs();
    }
    return EnumSet.copyOf(session);
  }

  void received(MqttPublishMessage message) {
    if (closed) {
      return;
    }
    if (message.qosLevel() == MqttQoS.EXACTLY_ONCE) {
      cutOff("it published with QoS 2, which IoT Hub does not have");
      return;
    }
    AckQueue.Ticket ticket =
        acks.add(
            message.qosLevel() == MqttQoS.AT_LEAST_ONCE ? message.messageId() : 0,
            message.payload().length() + message.topicName().length() + BYTES_PER_MESSAGE);
    if (acks.overfull()) {
      cutOff("it sent on while " + MAX_UNACKNOWLEDGED_BYTES + " bytes waited to be stored");
      return;
    }
    switch (ClientTopic.parse(message.topicName(), identity)) {
      case ClientTopic.Telemetry topic -> telemetry(topic.properties(), message, ticket);
      case ClientTopic.TwinGet topic -> {
        ticket.done();
        twinRequest(topic.requestId(), () -> services.twins().get(identity));
      }
      case ClientTopic.TwinReport topic -> {
        ticket.done();
        report(topic.requestId(), message.payload().getBytes());
      }
      case ClientTopic.MethodAnswer topic -> {
        ticket.done();
        methods.answered(
            topic.requestId(), topic.status(), message.payload().toString(StandardCharsets.UTF_8));
      }
      case ClientTopic.Forbidden ignored -> cutOff("it may not publish to " + message.topicName());
    }
  }

  void inputAcknowledged(int messageId) {
    if (inputs != null) {
      inputs.acknowledged(messageId);
    }
  }

  void callMethod(String name, String payload, Duration timeout, Promise<MethodResult> result) {
    methods.call(name, payload, timeout, result);
  }

  /** Tells the client, if it asked to be told. */
  void desiredChanged(ObjectNode patch, long version) {
    if (subscriptions.contains(Subscription.DESIRED) && endpoint.isConnected()) {
      publish("$iothub/twin/PATCH/properties/desired/?$version=" + version, patch);
    }
  }

  /** Ends the connection from our side. */
  void cutOff(String why) {
    LOG.atWarn().addKeyValue("client", identity.path()).log("connection closed: {}", why);
    services.metrics().count("mqtt.cutOff");
    close();
    endpoint.close();
  }

  /** Nothing is sent on this connection any more. */
  void close() {
    if (!closed) {
      closed = true;
      closeInputs();
      methods.close();
    }
  }

  private void closeInputs() {
    if (inputsOpen) {
      inputsOpen = false;
      services.inputs().closed(identity.deviceId(), identity.moduleId(), inputs);
      inputs.close();
    }
  }

  private void telemetry(String encoded, MqttPublishMessage message, AckQueue.Ticket ticket) {
    MessageProperties properties;
    try {
      properties = MessageProperties.parse(encoded);
    } catch (IllegalArgumentException e) {
      refuse(ticket, e.getMessage());
      return;
    }
    byte[] body = message.payload().getBytes();
    if (body.length + encoded.length() > MessageLimits.MAX_BYTES) {
      refuse(
          ticket, "a message may have " + MessageLimits.MAX_BYTES + " bytes with its properties");
      return;
    }
    services.metrics().count("mqtt.telemetry");
    DeviceMessage telemetry =
        new DeviceMessage(
            identity.deviceId(),
            identity.moduleId(),
            body,
            properties.system(),
            properties.application());
    services
        .telemetry()
        .accept(telemetry, properties.output())
        .whenComplete((stored, failure) -> services.onLoop(() -> telemetryDone(ticket, failure)));
  }

  private void telemetryDone(AckQueue.Ticket ticket, Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause == null) {
      ticket.done();
    } else if (cause instanceof MessageRefusedException) {
      refuse(ticket, cause.getMessage());
    } else if (!closed) {
      cutOff("its message could not be stored: " + cause);
    }
  }

  private void refuse(AckQueue.Ticket ticket, String why) {
    services.metrics().count("mqtt.refusedMessages");
    LOG.atWarn().addKeyValue("client", identity.path()).log("message refused: {}", why);
    ticket.done();
  }

  private void report(String requestId, byte[] body) {
    JsonNode patch;
    try {
      patch = JSON.readTree(body);
    } catch (IOException e) {
      sendAnswer(requestId, new TwinAccess.Answer.Failed(400, "not JSON"));
      return;
    }
    if (patch instanceof ObjectNode object) {
      twinRequest(requestId, () -> services.twins().report(identity, object));
    } else {
      sendAnswer(requestId, new TwinAccess.Answer.Failed(400, "not a JSON object"));
    }
  }

  /**
   * A request is acknowledged at once, for its answer may be long on its way and telemetry is
   * acknowledged after it; so the number of those that wait is bounded instead.
   */
  private void twinRequest(String requestId, Supplier<CompletionStage<TwinAccess.Answer>> request) {
    if (twinRequests == MAX_TWIN_REQUESTS) {
      services.metrics().count("mqtt.throttledTwinRequests");
      sendAnswer(
          requestId,
          new TwinAccess.Answer.Failed(429, MAX_TWIN_REQUESTS + " requests have no answer yet"));
      return;
    }
    twinRequests++;
    request
        .get()
        .whenComplete(
            (answer, failure) ->
                services.onLoop(
                    () -> {
                      twinRequests--;
                      sendAnswer(
                          requestId,
                          failure == null
                              ? answer
                              : new TwinAccess.Answer.Failed(500, failure.toString()));
                    }));
  }

  private void sendAnswer(String requestId, TwinAccess.Answer answer) {
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

  private void acknowledge(int messageId) {
    if (endpoint.isConnected()) {
      endpoint.publishAcknowledge(messageId);
    }
  }
}
