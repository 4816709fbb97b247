package fettle.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A module process as edgeAgent starts it: its credentials are in its environment. Sends one
 * message and ends.
 */
final class WorkloadChild {
  private WorkloadChild() {}

  public static void main(String... arguments) {
    try (EdgeModule module = EdgeModule.builder(System.getenv()).start()) {
      module
          .connected()
          .chain(
              () ->
                  module.send(
                      "out",
                      "1".getBytes(StandardCharsets.UTF_8),
                      "from-child",
                      Map.of("kind", "telemetry")))
          .await()
          .atMost(Duration.ofSeconds(45));
    }
    System.exit(0);
  }
}
