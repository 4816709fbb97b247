package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.link.HubAddress;
import fettle.emulator.sas.SasToken;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's or module's connection from the edge role to the hub role: connects when it is
 * needed, as that identity. For the event loop.
 */
final class LinkClient {

  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

  private static final Duration TOKEN_LIFE = Duration.ofDays(1);
  private static final long ANSWER_MS = 30_000;
  private static final int MAX_UNACKNOWLEDGED = 1_000;
  private static final List<String> FILTERS =
      List.of(
          "$iothub/twin/res/#",
          "$iothub/twin/PATCH/properties/desired/#",
          "$iothub/methods/POST/#");

  private final Vertx vertx;
  private final HubAddress hub;
  private final Identity identity;
  private final Listener listener;
  private final Deque<Promise<Void>> unacknowledged = new ArrayDeque<>();
  private final Map<String, Promise<TwinAccess.Answer>> requests = new HashMap<>();
  private Future<MqttClient> connection;
  private long lastRequest;

  /** What comes down from the hub. */
  interface Listener {
    void desired(Identity identity, ObjectNode patch, long version);

    void method(Identity identity, String name, String requestId, String payload);
  }

  LinkClient(Vertx vertx, HubAddress hub, Identity identity, Listener listener) {
    this.vertx = vertx;
    this.hub = hub;
    this.identity = identity;
    this.listener = listener;
  }

  Future<Void> send(DeviceMessage message) {
    String topic =
        ClientTopic.events(identity)
            + MessageProperties.forTelemetry(null, message.systemProperties(), message.properties())
            + (identity.isModule() ? "/" : "");
    return connected()
        .compose(
            client -> {
              Promise<Void> acknowledged = Promise.promise();
              unacknowledged.add(acknowledged);
              client.publish(
                  topic, Buffer.buffer(message.body()), MqttQoS.AT_LEAST_ONCE, false, false);
              return acknowledged.future();
            });
  }

  Future<TwinAccess.Answer> get() {
    return request("$iothub/twin/GET/", Buffer.buffer());
  }

  Future<TwinAccess.Answer> report(ObjectNode patch) {
    return request(ClientTopic.TWIN_REPORT, Buffer.buffer(patch.toString()));
  }

  void answerMethod(String requestId, int status, String payload) {
    connected()
        .onSuccess(
            client ->
                client.publish(
                    ClientTopic.METHOD_ANSWER + status + "/?$rid=" + requestId,
                    Buffer.buffer(payload == null ? "" : payload),
                    MqttQoS.AT_MOST_ONCE,
                    false,
                    false));
  }

  Future<MqttClient> connected() {
    if (connection == null) {
      connection = connect();
      connection.onFailure(failure -> connection = null);
    }
    return connection;
  }

  void close() {
    if (connection != null) {
      connection.onSuccess(MqttClient::disconnect);
    }
  }

  private Future<TwinAccess.Answer> request(String topic, Buffer body) {
    String id = Long.toString(++lastRequest, 16);
    return connected()
        .compose(
            client -> {
              Promise<TwinAccess.Answer> answer = Promise.promise();
              requests.put(id, answer);
              long timer =
                  vertx.setTimer(
                      ANSWER_MS,
                      late -> finish(id, new TwinAccess.Answer.Failed(504, "no answer")));
              client.publish(topic + "?$rid=" + id, body, MqttQoS.AT_MOST_ONCE, false, false);
              return answer.future().onComplete(ended -> vertx.cancelTimer(timer));
            });
  }

  private void finish(String id, TwinAccess.Answer answer) {
    Promise<TwinAccess.Answer> waiting = requests.remove(id);
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  private Future<MqttClient> connect() {
    MqttClient client = MqttClient.create(vertx, options());
    client.publishHandler(this::received);
    client.publishCompletionHandler(
        id -> {
          if (!unacknowledged.isEmpty()) {
            unacknowledged.remove().complete();
          }
        });
    client.closeHandler(ignored -> lost());
    return client
        .connect(hub.mqtt().port(), hub.mqtt().host())
        .compose(ack -> subscribed(client))
        .onSuccess(ready -> LOG.atInfo().addKeyValue("client", identity.path()).log("link is up"));
  }

  private static Future<MqttClient> subscribed(MqttClient client) {
    return Future.all(FILTERS.stream().map(filter -> client.subscribe(filter, 0)).toList())
        .map(client);
  }

  private MqttClientOptions options() {
    String resource = hub.hostName() + "/" + ClientTopic.base(identity);
    MqttClientOptions options =
        new MqttClientOptions()
            .setClientId(identity.path())
            .setUsername(
                hub.hostName()
                    + "/"
                    + identity.path()
                    + "/?api-version=2020-09-30&DeviceClientType=fettle-edge")
            .setPassword(
                SasToken.create(
                    resource, identity.primaryKey(), Instant.now().plus(TOKEN_LIFE), null))
            .setCleanSession(false)
            .setMaxInflightQueue(MAX_UNACKNOWLEDGED);
    options.setMaxMessageSize(DeviceServer.MAX_PACKET);
    options.setSsl(true);
    options.setTrustOptions(new PemTrustOptions().addCertPath(hub.caCertificate().toString()));
    options.setHostnameVerificationAlgorithm("HTTPS");
    return options;
  }

  private void lost() {
    connection = null;
    LOG.atInfo().addKeyValue("client", identity.path()).log("link is down");
    IOException failure = new IOException("the link to the hub is down");
    List<Promise<Void>> failed = List.copyOf(unacknowledged);
    unacknowledged.clear();
    failed.forEach(message -> message.fail(failure));
    List.copyOf(requests.keySet())
        .forEach(id -> finish(id, new TwinAccess.Answer.Failed(503, failure.getMessage())));
  }

  private void received(MqttPublishMessage message) {
    HubTopic topic = HubTopic.parse(message.topicName());
    switch (topic) {
      case HubTopic.TwinAnswer answer -> finish(answer.requestId(), answer(answer, message));
      case HubTopic.Desired desired ->
          listener.desired(identity, object(message.payload()), desired.version());
      case HubTopic.MethodCall call ->
          listener.method(identity, call.name(), call.requestId(), message.payload().toString());
      case HubTopic.Unknown ignored ->
          LOG.debug("nothing is known of the topic {}", message.topicName());
    }
  }

  private static TwinAccess.Answer answer(HubTopic.TwinAnswer answer, MqttPublishMessage message) {
    return switch (answer.status()) {
      case 200 -> new TwinAccess.Answer.Found(object(message.payload()));
      case 204 -> new TwinAccess.Answer.Reported(answer.version());
      default -> new TwinAccess.Answer.Failed(answer.status(), message.payload().toString());
    };
  }

  private static ObjectNode object(Buffer json) {
    try {
      return JsonFiles.MAPPER.readValue(json.getBytes(), ObjectNode.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("the hub sent no JSON object", e);
    }
  }
}
