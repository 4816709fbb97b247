package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT connection from the edge role to the hub role, as one identity, from CONNECT to its end.
 * For the event loop.
 */
final class LinkConnection {

  private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);

  private static final Duration TOKEN_LIFE = Duration.ofDays(1);
  private static final int CONNECT_MS = 10_000;
  private static final long ANSWER_MS = 30_000;
  private static final int MAX_UNACKNOWLEDGED = 1_000;
  private static final List<String> FILTERS =
      List.of(
          "$iothub/twin/res/#",
          "$iothub/twin/PATCH/properties/desired/#",
          "$iothub/methods/POST/#");

  private final Vertx vertx;
  private final MqttClient client;
  private final Listener listener;
  private final Deque<Promise<Void>> unacknowledged = new ArrayDeque<>();
  private final Map<String, Promise<TwinAccess.Answer>> requests = new HashMap<>();
  private long lastRequest;
  private boolean opened;
  private boolean ended;

  /** What comes down from the hub. */
  interface Listener {

    void desired(ObjectNode patch, long version);

    void method(String name, String payload, MethodAnswer answer);

    /** An open connection has ended: said once, and nothing comes any more. */
    void ended();
  }

  /** Takes the answer to a method call, to this connection alone: others count calls anew. */
  interface MethodAnswer {
    void send(int status, String payload);
  }

  private LinkConnection(Vertx vertx, MqttClientOptions options, Listener listener) {
    this.vertx = vertx;
    this.client = MqttClient.create(vertx, options);
    this.listener = listener;
    client.publishHandler(this::received);
    client.publishCompletionHandler(
        id -> {
          if (!unacknowledged.isEmpty()) {
            unacknowledged.remove().complete();
          }
        });
    client.closeHandler(ignored -> end());
  }

  /**
   * Connects and subscribes.
   *
   * @param identity with the keys that it has now
   */
  static Future<LinkConnection> open(
      Vertx vertx, HubAddress hub, Identity identity, Listener listener) {
    LinkConnection connection = new LinkConnection(vertx, options(hub, identity), listener);
    return connection
        .client
        .connect(hub.mqtt().port(), hub.mqtt().host())
        .compose(ack -> connection.subscribed())
        .timeout(ANSWER_MS, TimeUnit.MILLISECONDS)
        .onFailure(failure -> connection.close());
  }

  private Future<LinkConnection> subscribed() {
    return Future.all(FILTERS.stream().map(filter -> client.subscribe(filter, 0)).toList())
        .map(
            granted -> {
              opened = true;
              return this;
            });
  }

  private static MqttClientOptions options(HubAddress hub, Identity identity) {
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
    options.setConnectTimeout(CONNECT_MS);
    options.setSsl(true);
    options.setTrustOptions(new PemTrustOptions().addCertPath(hub.caCertificate().toString()));
    options.setHostnameVerificationAlgorithm("HTTPS");
    return options;
  }

  /** Completes when the hub has acknowledged. */
  Future<Void> publish(String topic, byte[] body) {
    if (ended) {
      return Future.failedFuture(down());
    }
    Promise<Void> acknowledged = Promise.promise();
    unacknowledged.add(acknowledged);
    client
        .publish(topic, Buffer.buffer(body), MqttQoS.AT_LEAST_ONCE, false, false)
        .onFailure(
            failure -> {
              unacknowledged.remove(acknowledged);
              acknowledged.tryFail(failure);
            });
    return acknowledged.future();
  }

  /** A twin request; answered with a failure when the hub is silent or the connection ends. */
  Future<TwinAccess.Answer> request(String topic, Buffer body) {
    if (ended) {
      return Future.succeededFuture(new TwinAccess.Answer.Failed(503, down().getMessage()));
    }
    String id = Long.toString(++lastRequest, 16);
    Promise<TwinAccess.Answer> answer = Promise.promise();
    requests.put(id, answer);
    long timer =
        vertx.setTimer(
            ANSWER_MS, late -> finish(id, new TwinAccess.Answer.Failed(504, "no answer")));
    client
        .publish(topic + "?$rid=" + id, body, MqttQoS.AT_MOST_ONCE, false, false)
        .onFailure(
            failure -> finish(id, new TwinAccess.Answer.Failed(503, String.valueOf(failure))));
    return answer.future().onComplete(over -> vertx.cancelTimer(timer));
  }

  private void answerMethod(String requestId, int status, String payload) {
    if (ended) {
      return;
    }
    client
        .publish(
            ClientTopic.METHOD_ANSWER + status + "/?$rid=" + requestId,
            Buffer.buffer(payload == null ? "" : payload),
            MqttQoS.AT_MOST_ONCE,
            false,
            false)
        .onFailure(failure -> LOG.debug("the answer to a method is lost", failure));
  }

  /** Ends the connection: what has no answer yet fails at once. */
  void close() {
    end();
    if (client.isConnected()) {
      client.disconnect();
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    List<Promise<Void>> failed = List.copyOf(unacknowledged);
    unacknowledged.clear();
    failed.forEach(message -> message.tryFail(down()));
    List.copyOf(requests.keySet())
        .forEach(id -> finish(id, new TwinAccess.Answer.Failed(503, down().getMessage())));
    if (opened) {
      listener.ended();
    }
  }

  private static IOException down() {
    return new IOException("the link to the hub is down");
  }

  private void finish(String id, TwinAccess.Answer answer) {
    Promise<TwinAccess.Answer> waiting = requests.remove(id);
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  private void received(MqttPublishMessage message) {
    if (ended) {
      return;
    }
    switch (HubTopic.parse(message.topicName())) {
      case HubTopic.TwinAnswer answer -> finish(answer.requestId(), answer(answer, message));
      case HubTopic.Desired desired ->
          listener.desired(object(message.payload()), desired.version());
      case HubTopic.MethodCall call ->
          listener.method(
              call.name(),
              message.payload().toString(),
              (status, payload) -> answerMethod(call.requestId(), status, payload));
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
