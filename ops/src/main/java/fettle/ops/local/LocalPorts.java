package fettle.ops.local;

/** One port for each listener. MQTT is fixed: the device SDK knows no other. */
public record LocalPorts(
    int dashboard, int gateway, int sensor, int inference, int service, int kafka, int redis) {
  public static final int MQTT = 8883;

  /** The usual ones. */
  public static final LocalPorts DEFAULT =
      new LocalPorts(8080, 8081, 8082, 8083, 8443, 9093, 16379);
}
