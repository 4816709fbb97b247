package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.MessageLimits;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.hub.Presence;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityName;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT listener for devices and modules.
 *
 * <p>One connection per client id: a newer one, once it has shown its key, takes the place of an
 * older one. A client with CleanSession=0 keeps its subscriptions over connections and restarts;
 * CleanSession=1 wipes them. The connection ends when its token expires, and when the identity is
 * disabled, deleted or gets other keys.
 */
public final class DeviceServer implements MethodInvoker, Presence, TwinStore.DesiredListener {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceServer.class);

  /** Device and module ids have 128 characters at most. */
  private static final int MAX_CLIENT_ID = 257;

  /** Body and properties, and the rest of a topic besides. */
  static final int MAX_PACKET = MessageLimits.MAX_BYTES + 65_536;

  private static final Duration MAX_TIMER = Duration.ofDays(20);

  private final Vertx vertx;
  private final Services services;
  private final Authenticator authenticator;
  private final Admission admission;
  private final InstantSource clock;
  private final Sessions sessions;
  private final Map<String, ClientConnection> connections = new ConcurrentHashMap<>();
  private final MethodCalls methods;
  private final MqttServer server;

  /**
   * @param port 0 takes a free one
   * @param certificate of this listener
   */
  public record Listener(
      String bindAddress, int port, String hubHost, KeyCertOptions certificate) {}

  private DeviceServer(
      Vertx vertx,
      Listener listener,
      Services services,
      IdentityRegistry registry,
      Sessions sessions,
      InstantSource clock) {
    this.vertx = vertx;
    this.services = services;
    this.clock = clock;
    this.sessions = sessions;
    this.authenticator = new Authenticator(registry, listener.hubHost(), clock);
    this.admission = new Admission(authenticator, services.metrics());
    this.methods = new MethodCalls(vertx, connections, services.metrics());
    this.server = MqttServer.create(vertx, options(listener));
    server.endpointHandler(
        endpoint -> admission.admit(endpoint).ifPresent(welcome -> accept(endpoint, welcome)));
    server.exceptionHandler(
        failure -> {
          services.metrics().count("mqtt.protocolErrors");
          LOG.debug("a client broke the protocol", failure);
        });
    registry.onChange(changed -> services.onLoop(() -> identityChanged(changed)));
    services.metrics().gauge("mqtt.connections", connections::size);
  }

  private static MqttServerOptions options(Listener listener) {
    MqttServerOptions options =
        new MqttServerOptions()
            .setHost(listener.bindAddress())
            .setPort(listener.port())
            .setSsl(true)
            .setKeyCertOptions(listener.certificate())
            .setMaxMessageSize(MAX_PACKET)
            .setMaxClientIdLength(MAX_CLIENT_ID)
            .setAutoClientId(false);
    options.setTcpNoDelay(true);
    return options;
  }

  /** Completes when the listener is open. */
  public static Future<DeviceServer> start(
      Vertx vertx,
      Listener listener,
      Services services,
      IdentityRegistry registry,
      Path sessionFile,
      InstantSource clock)
      throws IOException {
    Sessions sessions = new Sessions(SessionStore.open(sessionFile), services.loop());
    DeviceServer device = new DeviceServer(vertx, listener, services, registry, sessions, clock);
    Promise<DeviceServer> started = Promise.promise();
    services
        .loop()
        .runOnContext(
            ignored -> device.server.listen().<DeviceServer>map(device).onComplete(started));
    return started.future();
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  /** Closes the listener and every connection; the sessions stay. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    services.onLoop(
        () -> {
          List.copyOf(connections.values()).forEach(ClientConnection::close);
          server.close().onComplete(closed);
        });
    return closed.future();
  }

  private void accept(MqttEndpoint endpoint, Authenticator.Verdict.Welcome welcome) {
    ClientConnection connection =
        new ClientConnection(services, vertx, endpoint, welcome.identity());
    String client = endpoint.clientIdentifier();
    ClientConnection former = connections.put(client, connection);
    if (former != null) {
      former.cutOff("the same client connected again");
    }
    long untilExpiry =
        Math.min(
            Math.max(1, Duration.between(clock.instant(), welcome.until()).toMillis()),
            MAX_TIMER.toMillis());
    long timer = vertx.setTimer(untilExpiry, ignored -> connection.cutOff("its token expired"));
    serve(endpoint, connection);
    endpoint.closeHandler(
        ignored -> {
          vertx.cancelTimer(timer);
          connection.close();
          if (connections.remove(client, connection)) {
            services.clients().disconnected(connection.identity());
          }
          LOG.atInfo().addKeyValue("client", client).log("disconnected");
        });
    welcome(endpoint, connection);
  }

  /** Passes on what the client sends. */
  private void serve(MqttEndpoint endpoint, ClientConnection connection) {
    String client = endpoint.clientIdentifier();
    endpoint.publishAutoAck(false);
    endpoint.subscriptionAutoAck(false);
    endpoint.publishHandler(connection::received);
    endpoint.publishAcknowledgeHandler(connection::inputAcknowledged);
    endpoint.subscribeHandler(
        request ->
            sessions
                .subscribe(endpoint, connection, request)
                .onSuccess(done -> methods.ready(client)));
    endpoint.unsubscribeHandler(request -> sessions.unsubscribe(endpoint, connection, request));
    endpoint.exceptionHandler(
        failure -> {
          services.metrics().count("mqtt.brokenConnections");
          LOG.atWarn()
              .addKeyValue("client", client)
              .log("connection broken: {}", failure.toString());
        });
  }

  /** Answers CONNECT. */
  private void welcome(MqttEndpoint endpoint, ClientConnection connection) {
    String client = endpoint.clientIdentifier();
    sessions
        .resume(endpoint, connection)
        .onSuccess(
            present -> {
              LOG.atInfo()
                  .addKeyValue("client", client)
                  .log(present ? "connected, with its session" : "connected");
              services.clients().connected(connection.identity());
              methods.ready(client);
            })
        .onFailure(
            failure ->
                LOG.atInfo().addKeyValue("client", client).log("gone before it was answered"));
  }

  private void identityChanged(Identity changed) {
    for (ClientConnection connection : List.copyOf(connections.values())) {
      Identity connected = connection.identity();
      boolean touched =
          connected.deviceId().equals(changed.deviceId())
              && (!changed.isModule() || changed.moduleId().equals(connected.moduleId()));
      if (touched && !authenticator.stillValid(connected)) {
        connection.cutOff("its identity was deleted, disabled or given other keys");
      }
    }
  }

  @Override
  public CompletionStage<MethodResult> invoke(
      String deviceId,
      String moduleId,
      String name,
      String payloadJson,
      Duration connectTimeout,
      Duration responseTimeout) {
    MethodCalls.Call call =
        new MethodCalls.Call(
            IdentityName.path(deviceId, moduleId),
            name,
            payloadJson,
            responseTimeout,
            Promise.promise());
    services.onLoop(() -> methods.invoke(call, connectTimeout));
    return call.result().future().toCompletionStage();
  }

  @Override
  public boolean isConnected(String deviceId, String moduleId) {
    return connections.containsKey(IdentityName.path(deviceId, moduleId));
  }

  @Override
  public void desiredChanged(String deviceId, String moduleId, ObjectNode patch, long version) {
    String client = IdentityName.path(deviceId, moduleId);
    services.onLoop(
        () -> {
          ClientConnection connection = connections.get(client);
          if (connection != null) {
            connection.desiredChanged(patch, version);
          }
        });
  }
}
