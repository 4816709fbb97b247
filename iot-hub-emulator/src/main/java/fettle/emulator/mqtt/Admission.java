package fettle.emulator.mqtt;

import fettle.emulator.metrics.Metrics;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.mqtt.MqttEndpoint;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in, or answers their CONNECT with the return code of MQTT 3.1.1 that says why. */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /** As CONNECT names MQTT 3.1.1. */
  private static final int MQTT_3_1_1 = 4;

  private final Authenticator authenticator;
  private final Metrics metrics;

  Admission(Authenticator authenticator, Metrics metrics) {
    this.authenticator = authenticator;
    this.metrics = metrics;
  }

  /** Who it is and until when; empty when it was rejected. A client let in has no answer yet. */
  Optional<Authenticator.Verdict.Welcome> admit(MqttEndpoint endpoint) {
    if (endpoint.protocolVersion() != MQTT_3_1_1) {
      reject(
          endpoint,
          MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
          "only MQTT 3.1.1 is spoken here");
      return Optional.empty();
    }
    Authenticator.Credentials credentials =
        new Authenticator.Credentials(
            endpoint.clientIdentifier(),
            endpoint.auth() == null ? null : endpoint.auth().getUsername(),
            endpoint.auth() == null ? null : endpoint.auth().getPassword());
    return switch (authenticator.judge(credentials)) {
      case Authenticator.Verdict.Refused refused -> {
        reject(endpoint, code(refused.kind()), refused.why());
        yield Optional.empty();
      }
      case Authenticator.Verdict.Welcome welcome -> Optional.of(welcome);
    };
  }

  private static MqttConnectReturnCode code(Authenticator.Kind kind) {
    return switch (kind) {
      case BAD_CLIENT_ID -> MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
      case BAD_USER_OR_PASSWORD ->
          MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
      case NOT_AUTHORIZED -> MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
    };
  }

  private void reject(MqttEndpoint endpoint, MqttConnectReturnCode code, String why) {
    metrics.count("mqtt.refusedConnections");
    LOG.atWarn()
        .addKeyValue("client", endpoint.clientIdentifier())
        .log("connection refused: {}", why);
    endpoint.reject(code);
  }
}
