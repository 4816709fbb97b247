package fettle.ops.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import fettle.ops.Failure;
import fettle.ops.local.LocalPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * The environment file of a demo: what was asked for on the command line, as the pipelines of every
 * other environment take it.
 */
final class DemoEnvironment {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final int SAMPLING_MS = 100;
  private static final int BATCH = 10;
  private static final int FLUSH_MS = 1000;

  /** Simulated history has no faults; some is left to judge models by. */
  private static final double HEALTHY = 0.8;

  /** Somebody looks at a demo for minutes. */
  private static final int SKETCH_SECONDS = 15;

  private DemoEnvironment() {}

  /**
   * Writes it down.
   *
   * @param sensorRuns {@code false} = the sensor module is to be there and to wait
   */
  static void write(DemoSettings settings, boolean sensorRuns) {
    ObjectNode environment = YAML.createObjectNode().put("name", "demo");
    local(environment.putObject("local"), settings);
    train(environment.putObject("train"), settings);
    if (settings.scenario() == Scenario.DRIFT) {
      DriftScenario.configure(environment);
    }
    ObjectNode modules = environment.putObject("deploy").putObject("modules");
    modules
        .putObject("inference")
        .putObject("desired")
        .putObject("sketch")
        .put("everySeconds", sketchSeconds(settings));
    ObjectNode sensor = modules.putObject("sensor");
    sensor.put("running", sensorRuns);
    sensor.set("environment", YAML.valueToTree(SensorSource.of(settings)));
    if (!settings.isReplay()) {
      ObjectNode desired = sensor.putObject("desired");
      desired.putObject("sampling").put("intervalMs", SAMPLING_MS);
      desired.putObject("batch").put("size", BATCH).put("flushMs", FLUSH_MS);
    }
    try {
      Files.write(settings.environmentFile(), YAML.writeValueAsBytes(environment));
    } catch (IOException e) {
      throw new Failure(settings.environmentFile() + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** A window of drift has several messages. */
  private static long sketchSeconds(DemoSettings settings) {
    return Math.min(SKETCH_SECONDS, settings.scenario().driftWindow().toSeconds() / 4);
  }

  private static void local(ObjectNode local, DemoSettings settings) {
    local.put("driftWindow", settings.scenario().driftWindow().toString());
    LocalPorts ports = settings.ports();
    local.put("bind", settings.bind());
    local.set(
        "ports",
        YAML.valueToTree(
            Map.of(
                "dashboard", ports.dashboard(),
                "gateway", ports.gateway(),
                "sensor", ports.sensor(),
                "inference", ports.inference(),
                "service", ports.service(),
                "kafka", ports.kafka(),
                "redis", ports.redis())));
  }

  /**
   * From the beginning of each recording one model a machine, or from history of pumps without
   * faults one model for all.
   */
  private static void train(ObjectNode train, DemoSettings settings) {
    if (settings.isReplay()) {
      train.put("perMachine", true).put("zone", settings.zone().getId());
      ArrayNode from = train.putArray("from");
      settings.replay().forEach(file -> from.add(file.toString()));
    } else if (settings.scenario() != Scenario.NONE) {
      train.put("perMachine", true).put("healthyFraction", HEALTHY);
      train.putArray("from").add(settings.history().toString());
    }
  }
}
