package fettle.emulator;

import picocli.CommandLine.Option;

/** Where the program listens, from its command line. */
final class ListenerOptions {

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = Listeners.DEFAULT.bindAddress();

  @Option(
      names = "--mqtt-port",
      description = "MQTT over TLS; device SDKs always use 8883. 0 takes a free port.")
  private int mqttPort = Listeners.DEFAULT.mqttPort();

  @Option(names = "--websocket-port", description = "MQTT over WebSocket; -1 for none.")
  private int webSocketPort = Listeners.DEFAULT.webSocketPort();

  @Option(names = "--https-port", description = "Service API.")
  private int httpsPort = Listeners.DEFAULT.httpsPort();

  @Option(names = "--kafka-port", description = "Built-in endpoint.")
  private int kafkaPort = Listeners.DEFAULT.kafkaPort();

  @Option(
      names = "--kafka-open",
      paramLabel = "HOST",
      description =
          "Opens the built-in endpoint to other machines, which reach it under this name, without"
              + " TLS and login: for a network of its own, such as a cluster's.")
  private String openKafkaHost;

  @Option(
      names = "--service-open",
      paramLabel = "PORT",
      description =
          "Opens the service API to other machines at this port, without TLS; requests are signed"
              + " all the same, with the key in the environment variable "
              + Main.SERVICE_KEY
              + " (base64) where it is set: for a network of its own, such as a cluster's.")
  private int openServicePort = Listeners.NONE;

  Listeners listeners() {
    return new Listeners(
        bind, mqttPort, webSocketPort, httpsPort, kafkaPort, openKafkaHost, openServicePort);
  }
}
