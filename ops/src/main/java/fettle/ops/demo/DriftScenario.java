package fettle.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.local.LocalRuntime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The temperature sensor of one pump is calibrated anew: it reads more than the pump's model has
 * ever seen. The rest happens by itself, and is told here as it does: the drift is noticed, of that
 * signal and no other, the rule for retraining asks for a data set of what came since and for
 * models of it, which are compared, promoted and deployed, and the score is as it was before.
 */
final class DriftScenario {
  private static final String SIGNAL = "temperature";
  private static final String SCORE = "score";
  private static final String DRIFTED = "drifted";
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How long a drift has to last before the rule asks: what came since is what is learned from. */
  private static final String ON_DRIFT = "PT140S";

  private static final String MINIMUM_INTERVAL = "PT1M";

  /** It is little that came since: more than half of it judges what the rest taught. */
  private static final String SPLIT = "time:0.4";

  private final EdgeDevice edge;
  private final DashboardApi api;
  private final Console console;
  private final LocalRuntime runtime;

  DriftScenario(EdgeDevice edge, DashboardApi api, Console console, LocalRuntime runtime) {
    this.edge = edge;
    this.api = api;
    this.console = console;
    this.runtime = runtime;
  }

  /** The rule for retraining is on. */
  static void configure(ObjectNode environment) {
    environment.putObject("dataset").put("split", SPLIT);
    environment
        .putObject("retrain")
        .put("onDrift", ON_DRIFT)
        .put("minimumInterval", MINIMUM_INTERVAL)
        .put("deploy", true);
  }

  /** How a condition is looked for. */
  private interface Look {
    boolean isSo() throws IOException, InterruptedException;
  }

  /**
   * Plays it to its end.
   *
   * @throws Failure when something that should happen does not, or something else does
   */
  void play() throws IOException, InterruptedException {
    String pump = pumps().firstKey();
    String before = pumps().get(pump);
    await("every signal has been compared with its training", this::isSteady);
    console.step("every signal of every pump looks as it did when its model learned");
    edge.invoke(
        "sensor",
        "injectFault",
        Map.of("machine", pump.substring(pump.indexOf('/') + 1), "fault", "sensorRecalibrated"));
    long readings = readings(pump);
    console.step("the temperature sensor of %s is calibrated anew".formatted(pump));
    await("the drift is seen", () -> isDrifted(before));
    tellDrift(before, pump, readings(pump) - readings);
    await("the rule asks for a retraining", () -> asked().isObject());
    console.step("a retraining is asked for by %s".formatted(asked().path("by").asText()));
    await("the new models run", () -> pumps().values().stream().allMatch(it -> !is(it, before)));
    String after = pumps().get(pump);
    console.step(api.model(after).path("model").path("why").asText());
    console.step("%s runs on %s; nothing was restarted".formatted(after, pump));
    await("the score is as it was before", this::isQuiet);
    console.step("the score is normal on every pump");
  }

  private void await(String what, Look look) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!look.isSo()) {
      if (runtime.trouble().isPresent()) {
        throw new Failure(runtime.trouble().get());
      }
      requireNoFailedRun();
      if (Instant.now().isAfter(deadline)) {
        throw new Failure(
            "%d minutes have passed, and it is not so that %s; see the dashboard's page of models"
                .formatted(LIMIT.toMinutes(), what));
      }
      Thread.sleep(POLL);
    }
  }

  private void requireNoFailedRun() throws IOException, InterruptedException {
    for (JsonNode run : api.runs()) {
      if (run.path("outcome").asText().equals("failed")) {
        throw new Failure(
            "%s failed; see the dashboard's page of pipelines"
                .formatted(run.path("pipeline").asText()));
      }
    }
  }

  /** Which model runs on each pump, {@code DEVICE/MACHINE} → {@code NAME:VERSION}. */
  private SortedMap<String, String> pumps() throws IOException, InterruptedException {
    SortedMap<String, String> pumps = new TreeMap<>();
    for (JsonNode machine : api.machines()) {
      pumps.put(
          machine.path("device").asText() + "/" + machine.path("machine").asText(),
          machine.path("model").asText());
    }
    return pumps;
  }

  /** Whether a model is of the same version: all are learned together. */
  private static boolean is(String model, String other) {
    return model.substring(model.indexOf(':') + 1).equals(other.substring(other.indexOf(':') + 1));
  }

  private boolean isSteady() throws IOException, InterruptedException {
    for (String model : pumps().values()) {
      JsonNode signals = api.model(model).path("signals");
      for (JsonNode signal : signals) {
        if (signal.path("steady").asLong() == 0) {
          return false;
        }
      }
      if (signals.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The recalibrated signal has, and no other of any pump: the score is no signal. */
  private boolean isDrifted(String recalibrated) throws IOException, InterruptedException {
    boolean seen = false;
    for (String model : pumps().values()) {
      for (JsonNode signal : api.model(model).path("model").path(DRIFTED)) {
        String name = signal.asText();
        if (model.equals(recalibrated) && name.equals(SIGNAL)) {
          seen = true;
        } else if (!name.equals(SCORE)) {
          throw new Failure("%s of %s is said to have drifted, and has not".formatted(name, model));
        }
      }
    }
    return seen;
  }

  private void tellDrift(String model, String pump, long readings)
      throws IOException, InterruptedException {
    for (JsonNode signal : api.drift(model, pump).path("signals")) {
      if (signal.path("name").asText().equals(SIGNAL)) {
        JsonNode latest = signal.path("latest");
        console.step(
            String.format(
                Locale.ROOT,
                "drift of temperature on %s, and of no other signal anywhere: KS %.2f (limit %.2f),"
                    + " %,d readings after",
                pump,
                latest.path("ks").asDouble(),
                latest.path("ksLimit").asDouble(),
                readings));
      }
    }
  }

  /** Readings of a pump so far. */
  private long readings(String pump) throws IOException, InterruptedException {
    for (JsonNode machine : api.machines()) {
      if (pump.endsWith("/" + machine.path("machine").asText())) {
        return machine.path("readings").asLong();
      }
    }
    return 0;
  }

  /** The newest run that a rule asked for; missing before there is one. */
  private JsonNode asked() throws IOException, InterruptedException {
    for (JsonNode run : api.runs()) {
      if (run.path("by").asText().startsWith("rule")) {
        return run;
      }
    }
    return MissingNode.getInstance();
  }

  private boolean isQuiet() throws IOException, InterruptedException {
    for (JsonNode machine : api.machines()) {
      if (machine.path("anomalous").asBoolean() || machine.path("score").isNull()) {
        return false;
      }
    }
    return true;
  }
}
