package fettle.ops.local;

import fettle.ops.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the ports that the system wants can be had. */
public final class PortCheck {
  private PortCheck() {}

  /** The ports by the name of their field in {@link LocalPorts}, {@code mqtt} among them. */
  public static Map<String, Integer> wanted(LocalPorts ports) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("dashboard", ports.dashboard());
    wanted.put("gateway", ports.gateway());
    wanted.put("sensor", ports.sensor());
    wanted.put("inference", ports.inference());
    wanted.put("service", ports.service());
    wanted.put("kafka", ports.kafka());
    wanted.put("redis", ports.redis());
    wanted.put("mqtt", LocalPorts.MQTT);
    return wanted;
  }

  /** Why an address cannot be listened on; empty when it can. */
  public static Optional<String> objection(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "%s:%d cannot be used (%s)"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()));
    }
  }

  /**
   * @throws Failure naming the first port that cannot be had, and the field that changes it
   */
  static void requireFree(LocalSettings settings) {
    wanted(settings.ports())
        .forEach(
            (name, port) ->
                objection(settings.address(port))
                    .ifPresent(
                        objection -> {
                          throw new Failure(objection + "; " + wayOut(name));
                        }));
  }

  /** How another port is chosen in the environment file. */
  public static String wayOut(String name) {
    return name.equals("mqtt")
        ? "the device SDK fixes this one: stop what uses it, or choose another loopback address"
            + " with local.bind in the environment file"
        : "stop what uses it, or choose another with local.ports."
            + name
            + " in the environment file";
  }
}
