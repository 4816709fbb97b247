package fettle.ops.local;

import java.util.List;
import picocli.CommandLine.Option;

/** Ports, each with an option of its own. */
public final class PortOptions {
  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "port of the dashboard (default: ${DEFAULT-VALUE})")
  private int dashboard;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "port of the gateway's metrics (default: ${DEFAULT-VALUE})")
  private int gateway;

  @Option(
      names = "--sensor-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "port of the sensor module's metrics (default: ${DEFAULT-VALUE})")
  private int sensor;

  @Option(
      names = "--inference-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "port of the inference module's metrics (default: ${DEFAULT-VALUE})")
  private int inference;

  @Option(
      names = "--service-port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "port of the hub's service API (default: ${DEFAULT-VALUE})")
  private int service;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9093",
      description = "port of the hub's Kafka endpoint (default: ${DEFAULT-VALUE})")
  private int kafka;

  @Option(
      names = "--redis-port",
      paramLabel = "PORT",
      defaultValue = "16379",
      description = "port of Redis (default: ${DEFAULT-VALUE})")
  private int redis;

  /** The ports that were asked for. */
  public LocalPorts toPorts() {
    return new LocalPorts(dashboard, gateway, sensor, inference, service, kafka, redis);
  }

  /** What makes {@link #toPorts} give these. */
  static List<String> arguments(LocalPorts ports) {
    return List.of(
        "--dashboard-port=" + ports.dashboard(),
        "--gateway-port=" + ports.gateway(),
        "--sensor-port=" + ports.sensor(),
        "--inference-port=" + ports.inference(),
        "--service-port=" + ports.service(),
        "--kafka-port=" + ports.kafka(),
        "--redis-port=" + ports.redis());
  }
}
