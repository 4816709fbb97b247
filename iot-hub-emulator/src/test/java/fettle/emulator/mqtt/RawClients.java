package fettle.emulator.mqtt;

import fettle.emulator.EdgeFixture;
import fettle.emulator.identity.Identity;
import fettle.emulator.sas.SasToken;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttConnectionException;
import io.vertx.mqtt.messages.MqttConnAckMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Plain MQTT clients for what Microsoft's SDKs hide. */
public final class RawClients implements AutoCloseable {

  private static final String API = "/?api-version=2020-09-30&DeviceClientType=test";

  private final Vertx vertx = Vertx.vertx();
  private final EdgeFixture edge;

  public RawClients(EdgeFixture edge) {
    this.edge = edge;
  }

  public record Connected(MqttClient client, MqttConnectReturnCode code, boolean sessionPresent) {}

  static String token(String resource, String key, Duration life) {
    return SasToken.create(resource, key, Instant.now().plus(life), null);
  }

  static String user(String path) {
    return "fettle.local/" + path + API;
  }

  /** With CleanSession=0 and a token for an hour. */
  public Connected connect(Identity identity, String key) throws Exception {
    String resource = "fettle.local/" + ClientTopic.base(identity);
    return connect(
        identity.path(), user(identity.path()), token(resource, key, Duration.ofHours(1)), false);
  }

  Connected connect(String clientId, String user, String password, boolean clean) throws Exception {
    MqttClientOptions options =
        new MqttClientOptions()
            .setClientId(clientId)
            .setUsername(user)
            .setPassword(password)
            .setCleanSession(clean);
    options.setAutoAck(false);
    options.setMaxInflightQueue(10_000);
    options.setMaxMessageSize(400_000);
    options.setSsl(true);
    options.setPemTrustOptions(
        new PemTrustOptions().addCertPath(edge.tls.caCertificate().toString()));
    options.setHostnameVerificationAlgorithm("HTTPS");
    MqttClient client = MqttClient.create(vertx, options);
    try {
      MqttConnAckMessage ack = get(client.connect(8883, EdgeFixture.ADDRESS));
      return new Connected(client, ack.code(), ack.isSessionPresent());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MqttConnectionException refused) {
        return new Connected(client, refused.code(), false);
      }
      throw e;
    }
  }

  /** The quality of service that the server granted, by filter. */
  List<Integer> subscribe(MqttClient client, String filter) throws Exception {
    CompletableFuture<List<Integer>> granted = new CompletableFuture<>();
    client.subscribeCompletionHandler(ack -> granted.complete(ack.grantedQoSLevels()));
    get(client.subscribe(filter, 1));
    return granted.get(60, TimeUnit.SECONDS);
  }

  /** At QoS 1; returns the packet id. */
  public int publish(MqttClient client, String topic, String body) throws Exception {
    return get(client.publish(topic, Buffer.buffer(body), MqttQoS.AT_LEAST_ONCE, false, false));
  }

  void disconnect(MqttClient client) throws Exception {
    get(client.disconnect());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
