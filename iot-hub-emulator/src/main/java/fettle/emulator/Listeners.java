package fettle.emulator;

/**
 * Where the emulator listens. A port of 0 takes a free one.
 *
 * @param bindAddress a loopback address: the development certificates are not made for more
 * @param mqttPort Azure's device SDKs always use 8883
 * @param webSocketPort for MQTT over WebSocket, where SDKs accept another port; {@link #NONE} for
 *     none
 * @param httpsPort of the service API
 * @param kafkaPort of the built-in endpoint
 * @param openKafkaHost name under which other machines reach the built-in endpoint, which then
 *     listens on all addresses and asks neither for TLS nor for a login; {@code null} for clients
 *     on this machine
 * @param openServicePort at which the service API listens on all addresses without TLS besides;
 *     {@link #NONE} for clients on this machine
 */
public record Listeners(
    String bindAddress,
    int mqttPort,
    int webSocketPort,
    int httpsPort,
    int kafkaPort,
    String openKafkaHost,
    int openServicePort) {

  /** No such listener. */
  public static final int NONE = -1;

  /** The ports that the emulator has unless told otherwise, on 127.0.0.1. */
  public static final Listeners DEFAULT = new Listeners("127.0.0.1", 8883, NONE, 8443, 9093, null);

  /** Where the service API is for this machine alone. */
  public Listeners(
      String bindAddress,
      int mqttPort,
      int webSocketPort,
      int httpsPort,
      int kafkaPort,
      String openKafkaHost) {
    this(bindAddress, mqttPort, webSocketPort, httpsPort, kafkaPort, openKafkaHost, NONE);
  }

  /** Free ports everywhere. */
  public static Listeners ephemeral(String bindAddress) {
    return new Listeners(bindAddress, 0, 0, 0, 0, null);
  }

  public Listeners {
    check("mqttPort", mqttPort, 0);
    check("webSocketPort", webSocketPort, NONE);
    check("httpsPort", httpsPort, 0);
    check("kafkaPort", kafkaPort, 0);
    check("openServicePort", openServicePort, NONE);
  }

  private static void check(String name, int port, int least) {
    if (port < least || port > 65_535) {
      throw new IllegalArgumentException(name + "=" + port + " must be " + least + " to 65535");
    }
  }

  public Listeners withBindAddress(String address) {
    return new Listeners(
        address, mqttPort, webSocketPort, httpsPort, kafkaPort, openKafkaHost, openServicePort);
  }

  public Listeners withMqttPort(int port) {
    return new Listeners(
        bindAddress, port, webSocketPort, httpsPort, kafkaPort, openKafkaHost, openServicePort);
  }

  public Listeners withWebSocketPort(int port) {
    return new Listeners(
        bindAddress, mqttPort, port, httpsPort, kafkaPort, openKafkaHost, openServicePort);
  }

  public Listeners withHttpsPort(int port) {
    return new Listeners(
        bindAddress, mqttPort, webSocketPort, port, kafkaPort, openKafkaHost, openServicePort);
  }

  public Listeners withOpenKafkaHost(String host) {
    return new Listeners(
        bindAddress, mqttPort, webSocketPort, httpsPort, kafkaPort, host, openServicePort);
  }

  public Listeners withOpenServicePort(int port) {
    return new Listeners(
        bindAddress, mqttPort, webSocketPort, httpsPort, kafkaPort, openKafkaHost, port);
  }
}
