package fettle.sensor.module;

import fettle.edge.EdgeModule;
import fettle.edge.MethodResponse;
import fettle.sensor.simulation.Fault;
import fettle.sensor.simulation.FaultRamp;
import fettle.sensor.source.FaultRefusedException;
import fettle.sensor.source.Source;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The direct methods. {@code injectFault {machine, fault, severity = 1, rampMs = 0}}, {@code
 * clearFault {machine}}, {@code ping}.
 */
final class Commands {
  private static final long LONGEST_RAMP_MILLIS = 86_400_000;

  private final Source source;
  private final String session;
  private final InstantSource clock;

  Commands(Source source, String session, InstantSource clock) {
    this.source = source;
    this.session = session;
    this.clock = clock;
  }

  EdgeModule.Builder register(EdgeModule.Builder module) {
    return module
        .onMethod("injectFault", this::injectFault)
        .onMethod("clearFault", this::clearFault)
        .onMethod("ping", this::ping);
  }

  MethodResponse injectFault(Map<String, Object> payload) {
    if (!(payload.get("machine") instanceof String machine)) {
      return refused("machine must be a machine's name");
    }
    Optional<Fault> fault =
        payload.get("fault") instanceof String name ? Fault.fromWire(name) : Optional.empty();
    if (fault.isEmpty()) {
      return refused(
          "fault must be one of " + Arrays.stream(Fault.values()).map(Fault::wire).toList());
    }
    double severity = number(payload, "severity", 1);
    double ramp = number(payload, "rampMs", 0);
    if (!(severity >= 0 && severity <= 1)) {
      return refused("severity must be a number between 0 and 1");
    }
    if (!(ramp >= 0 && ramp <= LONGEST_RAMP_MILLIS)) {
      return refused("rampMs must be a number between 0 and " + LONGEST_RAMP_MILLIS);
    }
    try {
      source.inject(machine, new FaultRamp(fault.get(), severity, clock.millis(), (long) ramp));
    } catch (FaultRefusedException refusal) {
      return refused(refusal.getMessage());
    }
    Map<String, Object> answer = new TreeMap<>();
    answer.put("machine", machine);
    answer.put("fault", fault.get().wire());
    answer.put("severity", severity);
    answer.put("rampMs", (long) ramp);
    return MethodResponse.ok(answer);
  }

  MethodResponse clearFault(Map<String, Object> payload) {
    if (!(payload.get("machine") instanceof String machine)) {
      return refused("machine must be a machine's name");
    }
    try {
      source.repair(machine);
    } catch (FaultRefusedException refusal) {
      return refused(refusal.getMessage());
    }
    return MethodResponse.ok(Map.of("machine", machine));
  }

  MethodResponse ping(Map<String, Object> payload) {
    return MethodResponse.ok(Map.of("time", clock.millis(), "session", session));
  }

  private static double number(Map<String, Object> payload, String name, double otherwise) {
    Object value = payload.get(name);
    if (value == null) {
      return otherwise;
    }
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static MethodResponse refused(String reason) {
    return MethodResponse.error(400, reason);
  }
}
