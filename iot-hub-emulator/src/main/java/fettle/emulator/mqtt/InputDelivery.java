package fettle.emulator.mqtt;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.identity.Identity;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends one message at a time to a module's inputs, at QoS 1. */
final class InputDelivery implements InputChannel {

  private static final int LAST_ID = 65_535;

  private final MqttEndpoint endpoint;
  private final String topicBase;
  private int messageId;
  private CompletableFuture<Void> underWay;
  private DeviceMessage current;
  private boolean closed;

  InputDelivery(MqttEndpoint endpoint, Identity module) {
    this.endpoint = endpoint;
    this.topicBase = ClientTopic.base(module) + "/inputs/";
  }

  @Override
  public CompletionStage<Void> send(String input, DeviceMessage message, boolean again) {
    if (closed || !endpoint.isConnected()) {
      return CompletableFuture.failedFuture(new ConnectionGoneException());
    }
    boolean duplicate = again && underWay != null && message.equals(current);
    if (!duplicate) {
      messageId = messageId == LAST_ID ? 1 : messageId + 1;
    }
    current = message;
    underWay = new CompletableFuture<>();
    String topic =
        topicBase
            + input
            + "/"
            + MessageProperties.forInput(
                message.deviceId(),
                message.moduleId(),
                message.systemProperties(),
                message.properties());
    endpoint.publish(
        topic, Buffer.buffer(message.body()), MqttQoS.AT_LEAST_ONCE, duplicate, false, messageId);
    return underWay;
  }

  /** An acknowledgement of anything but the message under way is late and says nothing new. */
  void acknowledged(int id) {
    if (underWay != null && id == messageId) {
      CompletableFuture<Void> done = underWay;
      underWay = null;
      done.complete(null);
    }
  }

  void close() {
    closed = true;
    if (underWay != null) {
      CompletableFuture<Void> lost = underWay;
      underWay = null;
      lost.completeExceptionally(new ConnectionGoneException());
    }
  }

  /** The module's connection ended before it acknowledged. */
  static final class ConnectionGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionGoneException() {
      super("the module's connection is gone", null, false, false);
    }
  }
}
