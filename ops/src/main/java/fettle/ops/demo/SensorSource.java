package fettle.ops.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sensor module of a demo reads, as its environment variables. */
final class SensorSource {
  private SensorSource() {}

  static Map<String, String> of(DemoSettings settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SENSOR_RUN", "demo");
    if (settings.isReplay()) {
      environment.put("SENSOR_SOURCE", "replay");
      environment.put(
          "SENSOR_REPLAY_FILES",
          settings.replay().stream().map(Path::toString).collect(Collectors.joining(",")));
      environment.put("SENSOR_REPLAY_SPEED", Double.toString(settings.speed()));
      environment.put("SENSOR_REPLAY_ZONE", settings.zone().getId());
    } else {
      environment.put("SENSOR_SOURCE", "simulated");
      environment.put("SENSOR_SIMULATED_MACHINES", Integer.toString(settings.machines()));
      environment.put("SENSOR_SIMULATED_DAY", settings.scenario().day().toString());
    }
    return environment;
  }
}
