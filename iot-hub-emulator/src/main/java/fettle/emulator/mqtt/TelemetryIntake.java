package fettle.emulator.mqtt;

import fettle.emulator.hub.Causes;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageLimits;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.identity.Identity;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one client's telemetry to the sink and acknowledges it when the sink says so; if the sink
 * fails, the connection is closed and the client sends again. A message that can never be taken
 * (too large, a bad property) is acknowledged, counted under {@code mqtt.refusedMessages} and
 * dropped: to close the connection would make the client send it for ever.
 *
 * <p>For the event loop only.
 */
final class TelemetryIntake {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryIntake.class);

  private final Services services;
  private final Identity identity;
  private final Consumer<String> cutOff;

  /**
   * @param cutOff ends the connection for the reason given, unless it has ended already
   */
  TelemetryIntake(Services services, Identity identity, Consumer<String> cutOff) {
    this.services = services;
    this.identity = identity;
    this.cutOff = cutOff;
  }

  /**
   * @param encoded the properties as they stand in the topic
   * @param ticket done when the message may be acknowledged
   */
  void received(String encoded, Buffer payload, AckQueue.Ticket ticket) {
    MessageProperties properties;
    try {
      properties = MessageProperties.parse(encoded);
    } catch (IllegalArgumentException e) {
      refuse(ticket, e.getMessage());
      return;
    }
    byte[] body = payload.getBytes();
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
        .whenComplete((stored, failure) -> services.onLoop(() -> ended(ticket, failure)));
  }

  private void ended(AckQueue.Ticket ticket, Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause == null) {
      ticket.done();
    } else if (cause instanceof MessageRefusedException) {
      refuse(ticket, cause.getMessage());
    } else {
      cutOff.accept("its message could not be stored: " + cause);
    }
  }

  private void refuse(AckQueue.Ticket ticket, String why) {
    services.metrics().count("mqtt.refusedMessages");
    LOG.atWarn().addKeyValue("client", identity.path()).log("message refused: {}", why);
    ticket.done();
  }
}
