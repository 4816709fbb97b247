package fettle.dashboard.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Settings;
import fettle.telemetry.machine.MachineDescription;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a command asks for; what does not belong to its action is missing.
 *
 * @param action settings, models, method or describe
 * @param intervalMs milliseconds between two readings
 * @param batchSize readings in a message at most
 * @param flushMs milliseconds after which a message is sent
 * @param sha256 of a manifest of models
 * @param method that is called
 * @param payload that it is called with, JSON
 * @param version of what the machine is to be called
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AskedOfModule")
public record AskedView(
    String action,
    Long intervalMs,
    Long batchSize,
    Long flushMs,
    String sha256,
    String method,
    String payload,
    String version) {

  static AskedView of(Action action) {
    return switch (action) {
      case Action.ChangeSettings(Settings to) ->
          new AskedView(
              "settings", to.intervalMs(), to.batchSize(), to.flushMs(), null, null, null, null);
      case Action.UseModels(String sha256) ->
          new AskedView("models", null, null, null, sha256, null, null, null);
      case Action.CallMethod(String method, String payload) ->
          new AskedView("method", null, null, null, null, method, payload, null);
      case Action.Describe(MachineDescription description) -> {
        String version = Descriptions.versionOf(description);
        yield new AskedView("describe", null, null, null, null, null, null, version);
      }
    };
  }
}
