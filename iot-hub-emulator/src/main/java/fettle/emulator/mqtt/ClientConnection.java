package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.Identity;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected device or module, from CONNECT to the end of its connection.
 *
 * <p>What it publishes is told apart by its topic and acknowledged in the order in which it came. A
 * client that does what IoT Hub does not allow is cut off, counted under {@code mqtt.cutOff}.
 *
 * <p>For the event loop only.
 */
final class ClientConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  private static final long MAX_UNACKNOWLEDGED_BYTES = 64L << 20;

  /** What keeping a message takes besides its topic and payload. */
  private static final int BYTES_PER_MESSAGE = 256;

  private final Services services;
  private final MqttEndpoint endpoint;
  private final Identity identity;
  private final Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);

  /** What the session is to keep: ahead of {@link #subscriptions} while that is being stored. */
  private final EnumSet<Subscription> session = EnumSet.noneOf(Subscription.class);

  private final AckQueue acks;
  private final TelemetryIntake telemetry;
  private final TwinRequests twin;
  private final InputDelivery inputs;
  private final PendingMethods methods;

  /** CONNACK comes before the acknowledgement of what a client sent without waiting for it. */
  private final AckQueue.Ticket welcome;

  private boolean inputsOpen;
  private boolean closed;

  ClientConnection(Services services, Vertx vertx, MqttEndpoint endpoint, Identity identity) {
    this.services = services;
    this.endpoint = endpoint;
    this.identity = identity;
    this.acks = new AckQueue(MAX_UNACKNOWLEDGED_BYTES, this::acknowledge);
    this.telemetry = new TelemetryIntake(services, identity, this::cutOffUnlessClosed);
    this.twin = new TwinRequests(services, endpoint, identity, subscriptions);
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
      case ClientTopic.Telemetry topic ->
          telemetry.received(topic.properties(), message.payload(), ticket);
      case ClientTopic.TwinGet topic -> {
        ticket.done();
        twin.get(topic.requestId());
      }
      case ClientTopic.TwinReport topic -> {
        ticket.done();
        twin.report(topic.requestId(), message.payload().getBytes());
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
    twin.desiredChanged(patch, version);
  }

  /** Ends the connection from our side. */
  void cutOff(String why) {
    LOG.atWarn().addKeyValue("client", identity.path()).log("connection closed: {}", why);
    services.metrics().count("mqtt.cutOff");
    close();
    endpoint.close();
  }

  private void cutOffUnlessClosed(String why) {
    if (!closed) {
      cutOff(why);
    }
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

  private void acknowledge(int messageId) {
    if (endpoint.isConnected()) {
      endpoint.publishAcknowledge(messageId);
    }
  }
}
