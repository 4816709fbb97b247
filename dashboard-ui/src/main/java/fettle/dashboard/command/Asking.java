package fettle.dashboard.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.dashboard.problem.BadParameter;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Settings;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is asked of a machine's modules.
 *
 * @param by who asks; of no meaning where people sign in
 */
@Schema(description = "What is asked; besides the action, what belongs to it")
public record Asking(
    @Schema(description = "settings, models, ping, injectFault or clearFault") String action,
    @Schema(description = "settings: milliseconds between two readings; left out = stays")
        Long intervalMs,
    @Schema(description = "settings: readings in a message at most; left out = stays")
        Long batchSize,
    @Schema(description = "settings: milliseconds after which a message is sent; left out = stays")
        Long flushMs,
    @Schema(description = "models: SHA-256 of their manifest") String sha256,
    @Schema(description = "injectFault: such as bearing") String fault,
    @Schema(description = "injectFault: 0 to 1; 1 when left out") Double severity,
    @Schema(description = "injectFault: milliseconds until it is whole; 0 when left out")
        Long rampMs,
    @Schema(description = "A name, where nobody signs in") String by) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final long LONGEST_RAMP_MS = 86_400_000;

  /**
   * The action that is asked for.
   *
   * @throws BadParameter naming what breaks a rule
   */
  Action toAction(MachineId machine) {
    return switch (action == null ? "" : action) {
      case "settings" -> settings();
      case "models" -> models();
      case "ping" -> new Action.CallMethod("ping", "{}");
      case "injectFault" -> injectFault(machine.machine());
      case "clearFault" ->
          new Action.CallMethod("clearFault", payload(machine.machine()).toString());
      default ->
          throw new BadParameter(
              "action", "must be one of settings, models, ping, injectFault, clearFault");
    };
  }

  private Action settings() {
    Settings settings = new Settings(intervalMs, batchSize, flushMs);
    if (settings.isEmpty()) {
      throw new BadParameter("intervalMs", "must be said, or batchSize, or flushMs");
    }
    try {
      return new Action.ChangeSettings(settings.checked());
    } catch (IllegalArgumentException e) {
      String[] words = e.getMessage().split(" ", 2);
      throw new BadParameter(words[0], words[1]);
    }
  }

  private Action models() {
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new BadParameter("sha256", "must be 64 hexadecimal digits");
    }
    return new Action.UseModels(sha256);
  }

  private Action injectFault(String machine) {
    if (fault == null || !WORD.matcher(fault).matches()) {
      throw new BadParameter("fault", "must be the name of a fault, such as bearing");
    }
    if (severity != null && !(severity >= 0 && severity <= 1)) {
      throw new BadParameter("severity", "must be from 0 to 1, not " + severity);
    }
    if (rampMs != null && (rampMs < 0 || rampMs > LONGEST_RAMP_MS)) {
      throw new BadParameter(
          "rampMs", "must be from 0 to %d, not %d".formatted(LONGEST_RAMP_MS, rampMs));
    }
    ObjectNode payload = payload(machine).put("fault", fault);
    if (severity != null) {
      payload.put("severity", severity);
    }
    if (rampMs != null) {
      payload.put("rampMs", rampMs);
    }
    return new Action.CallMethod("injectFault", payload.toString());
  }

  private static ObjectNode payload(String machine) {
    return JsonNodeFactory.instance.objectNode().put("machine", machine);
  }
}
