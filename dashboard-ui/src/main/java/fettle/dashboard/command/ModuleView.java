package fettle.dashboard.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.CommandStore.Board;
import fettle.telemetry.command.Settings;
import fettle.telemetry.machine.MachineTwin;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A machine's modules: what is asked of them, what they say to use, and who asked what.
 *
 * @param now the server's time, epoch milliseconds
 * @param taken whether a gateway takes commands
 * @param twin what the hub says of the modules; missing when no gateway has told
 * @param commands the newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModuleView(
    long now, boolean taken, Twin twin, List<ModelsView> models, List<CommandView> commands) {

  /**
   * @param module that reads the machine
   * @param simulated whether faults can be put into its readings
   * @param asked what is asked of it; what is missing is as it was configured
   * @param inUse what it says to use
   * @param refused by setting, a sentence why it does not use what was asked
   * @param askedModels SHA-256 of the manifest of models that is asked for; empty = none
   * @param modelsInUse of the one that is in use, or was tried last; empty = none
   * @param modelsRefused why they are not in use; empty when they are
   * @param at when the hub was asked, epoch milliseconds
   */
  @Schema(name = "ModuleTwin")
  public record Twin(
      String module,
      boolean simulated,
      SettingsView asked,
      SettingsView inUse,
      Map<String, String> refused,
      String askedModels,
      String modelsInUse,
      String modelsRefused,
      long at) {

    static Twin of(MachineTwin twin) {
      return new Twin(
          twin.module(),
          twin.source().equals(MachineTwin.SIMULATED),
          SettingsView.of(twin.asked()),
          SettingsView.of(twin.inUse()),
          twin.refused(),
          twin.askedModels(),
          twin.modelsInUse(),
          twin.modelsRefused(),
          twin.at());
    }
  }

  /**
   * @param intervalMs milliseconds between two readings
   * @param batchSize readings in a message at most
   * @param flushMs milliseconds after which a message is sent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ModuleSettings")
  public record SettingsView(Long intervalMs, Long batchSize, Long flushMs) {
    static SettingsView of(Settings settings) {
      return new SettingsView(settings.intervalMs(), settings.batchSize(), settings.flushMs());
    }
  }

  /**
   * Models that can be asked for.
   *
   * @param sha256 of their manifest
   * @param models each as {@code NAME:VERSION}; empty while no device has said
   */
  public record ModelsView(String sha256, String models) {}

  static ModuleView of(Board board, long now) {
    return new ModuleView(
        now,
        board.taken(),
        board.twin().map(Twin::of).orElse(null),
        board.models().stream().map(set -> new ModelsView(set.sha256(), set.models())).toList(),
        board.asked().stream().map(CommandView::of).toList());
  }
}
