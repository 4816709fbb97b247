package fettle.emulator.mqtt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT over WebSocket at {@code /$iothub/websocket}, for clients that cannot use port 8883: passes
 * the bytes on to the MQTT listener and back, each side no faster than the other takes them.
 */
public final class WebSocketBridge {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketBridge.class);
  private static final String PATH = "/$iothub/websocket";
  private static final String PROTOCOL = "mqtt";

  private final String mqttHost;
  private final int mqttPort;
  private final NetClient mqtt;
  private final HttpServer server;

  /**
   * @param port 0 takes a free one
   * @param certificate of this listener
   * @param trusted signs the MQTT listener's certificate
   */
  public record Listener(
      String bindAddress, int port, KeyCertOptions certificate, PemTrustOptions trusted) {}

  private WebSocketBridge(Vertx vertx, Listener listener, int mqttPort) {
    this.mqttHost = listener.bindAddress();
    this.mqttPort = mqttPort;
    this.mqtt =
        vertx.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setTrustOptions(listener.trusted())
                .setHostnameVerificationAlgorithm("HTTPS"));
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(listener.bindAddress())
                .setPort(listener.port())
                .setSsl(true)
                .setKeyCertOptions(listener.certificate())
                .addWebSocketSubProtocol(PROTOCOL)
                .setMaxWebSocketFrameSize(DeviceServer.MAX_PACKET));
    server.webSocketHandler(this::opened);
    server.requestHandler(request -> request.response().setStatusCode(404).end());
  }

  /**
   * Completes when the listener is open.
   *
   * @param mqttPort of the MQTT listener on the same address
   */
  public static Future<WebSocketBridge> start(Vertx vertx, Listener listener, int mqttPort) {
    WebSocketBridge bridge = new WebSocketBridge(vertx, listener, mqttPort);
    return bridge.server.listen().map(bridge);
  }

  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return Future.join(server.close(), mqtt.close()).mapEmpty();
  }

  private void opened(ServerWebSocket webSocket) {
    if (!webSocket.path().equals(PATH)) {
      webSocket.reject(404);
      return;
    }
    webSocket.pause();
    mqtt.connect(mqttPort, mqttHost)
        .onSuccess(socket -> join(webSocket, socket))
        .onFailure(
            failure -> {
              LOG.warn("the MQTT listener cannot be reached", failure);
              webSocket.close();
            });
  }

  private static void join(ServerWebSocket webSocket, NetSocket socket) {
    webSocket.exceptionHandler(failure -> LOG.debug("a WebSocket failed", failure));
    webSocket.pipeTo(socket);
    socket.pipeTo(webSocket);
  }
}
