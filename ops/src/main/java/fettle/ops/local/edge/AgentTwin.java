package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.sas.SasToken;
import fettle.ops.hub.HubInfo;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The twin of a device's {@code $edgeAgent}, over MQTT as the real one has it. Serves one
 * connection; when that is lost, a new object is needed.
 */
final class AgentTwin implements AutoCloseable {
  static final String MODULE = "$edgeAgent";

  private static final Duration TOKEN_LIFE = Duration.ofHours(24);
  private static final long ANSWER_SECONDS = 15;
  private static final long LAST_WORD_SECONDS = 2;
  private static final int MAX_MESSAGE = 512 * 1024;
  private static final int MAX_UNANSWERED = 16;
  private static final Pattern ANSWER =
      Pattern.compile("\\$iothub/twin/res/(\\d{3})/\\?\\$rid=([^&]*).*");
  private static final String DESIRED = "$iothub/twin/PATCH/properties/desired/";

  /** The client tells of every connection; a field, or the level is forgotten with the logger. */
  private static final Logger CLIENT_LOG = Logger.getLogger("io.vertx.mqtt");

  static {
    CLIENT_LOG.setLevel(Level.WARNING);
  }

  private final MqttClient client;
  private final Runnable desiredChanged;
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong lastRequest = new AtomicLong();
  private final Map<String, CompletableFuture<Answer>> unanswered = new ConcurrentHashMap<>();

  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private record Answer(int status, byte[] body) {}

  private AgentTwin(MqttClient client, Runnable desiredChanged) {
    this.client = client;
    this.desiredChanged = desiredChanged;
  }

  /**
   * Signs in.
   *
   * @param key of the device's {@code $edgeAgent}, base64
   * @param changed called on any thread when the desired properties change or the connection ends
   */
  static AgentTwin connect(Vertx vertx, HubInfo hub, String device, String key, Runnable changed)
      throws IOException, InterruptedException {
    MqttClient client = MqttClient.create(vertx, options(hub, device, key));
    AgentTwin twin = new AgentTwin(client, changed);
    client.publishHandler(twin::received);
    // what goes wrong ends the connection, and its end is told below
    client.exceptionHandler(e -> CLIENT_LOG.log(Level.FINE, "edgeAgent's connection", e));
    client.closeHandler(
        closed -> {
          IOException lost = new IOException("the connection was lost");
          twin.unanswered.values().forEach(waiting -> waiting.completeExceptionally(lost));
          changed.run();
          twin.ended.complete(null);
        });
    String[] address = hub.mqttAddress().split(":");
    await(client.connect(Integer.parseInt(address[1]), address[0]));
    await(client.subscribe("$iothub/twin/res/#", 0));
    await(client.subscribe(DESIRED + "#", 0));
    return twin;
  }

  private static MqttClientOptions options(HubInfo hub, String device, String key) {
    String id = device + "/" + MODULE;
    MqttClientOptions options =
        new MqttClientOptions()
            .setClientId(id)
            .setUsername(hub.hostName() + "/" + id + "/?api-version=2020-09-30")
            .setPassword(
                SasToken.create(
                    hub.hostName() + "/devices/" + device + "/modules/" + MODULE,
                    key,
                    Instant.now().plus(TOKEN_LIFE),
                    null))
            .setCleanSession(true);
    options.setMaxMessageSize(MAX_MESSAGE);
    options.setSsl(true);
    options.setTrustOptions(new PemTrustOptions().addCertPath(hub.caCertificate().toString()));
    options.setHostnameVerificationAlgorithm("HTTPS");
    return options;
  }

  boolean isConnected() {
    return client.isConnected();
  }

  /** {@code {"desired":…,"reported":…}}, each with its {@code $version}. */
  JsonNode get() throws IOException, InterruptedException {
    return json.readTree(request("$iothub/twin/GET/", Buffer.buffer(), 200).body());
  }

  /** Changes the reported properties; a {@code null} deletes. */
  void report(ObjectNode patch) throws IOException, InterruptedException {
    request(
        "$iothub/twin/PATCH/properties/reported/",
        Buffer.buffer(json.writeValueAsBytes(patch)),
        204);
  }

  private Answer request(String topic, Buffer body, int expected)
      throws IOException, InterruptedException {
    if (unanswered.size() >= MAX_UNANSWERED) {
      throw new IOException("the hub answers no twin requests");
    }
    String id = Long.toString(lastRequest.incrementAndGet());
    CompletableFuture<Answer> waiting = new CompletableFuture<>();
    unanswered.put(id, waiting);
    try {
      await(client.publish(topic + "?$rid=" + id, body, MqttQoS.AT_MOST_ONCE, false, false));
      Answer answer = await(waiting);
      if (answer.status() != expected) {
        throw new IOException("the hub answered " + answer.status() + " to " + topic);
      }
      return answer;
    } finally {
      unanswered.remove(id);
    }
  }

  private void received(MqttPublishMessage message) {
    Matcher answer = ANSWER.matcher(message.topicName());
    if (answer.matches()) {
      CompletableFuture<Answer> waiting = unanswered.get(answer.group(2));
      if (waiting != null) {
        waiting.complete(
            new Answer(Integer.parseInt(answer.group(1)), message.payload().getBytes()));
      }
    } else if (message.topicName().startsWith(DESIRED)) {
      desiredChanged.run();
    }
  }

  private static <T> T await(Future<T> future) throws IOException, InterruptedException {
    return await(future.toCompletionStage().toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the edge hub: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the edge hub did not answer within " + ANSWER_SECONDS + " s", e);
    }
  }

  /** Returns when the connection has ended, so that its event loop may be closed after it. */
  @Override
  public void close() {
    client.disconnect();
    ended.completeOnTimeout(null, LAST_WORD_SECONDS, TimeUnit.SECONDS).join();
  }
}
