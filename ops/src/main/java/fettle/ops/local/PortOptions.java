package fettle.ops.local;

import java.util.List;
import picocli.CommandLine.Option;

/** Ports, each with an option of its own. */
public final class PortOptions {
  @Option(names = "--dashboard-port", defaultValue = "8080", hidden = true)
  private int dashboard;

  @Option(names = "--gateway-port", defaultValue = "8081", hidden = true)
  private int gateway;

  @Option(names = "--sensor-port", defaultValue = "8082", hidden = true)
  private int sensor;

  @Option(names = "--inference-port", defaultValue = "8083", hidden = true)
  private int inference;

  @Option(names = "--service-port", defaultValue = "8443", hidden = true)
  private int service;

  @Option(names = "--kafka-port", defaultValue = "9093", hidden = true)
  private int kafka;

  @Option(names = "--redis-port", defaultValue = "16379", hidden = true)
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
