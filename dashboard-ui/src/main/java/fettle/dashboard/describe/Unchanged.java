package fettle.dashboard.describe;

import fettle.dashboard.problem.DescriptionChanged;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.CommandStore.Asked;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.machine.MachineDescription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whether what somebody changes is still what they read. Between a save and the hub's twin lies a
 * command, so what was asked for last counts until it is over, and only then what is known.
 */
@ApplicationScoped
class Unchanged {
  private final CommandStore commands;
  private final DescriptionStore descriptions;

  Unchanged(CommandStore commands, DescriptionStore descriptions) {
    this.commands = commands;
    this.descriptions = descriptions;
  }

  /**
   * Compares the version that was read.
   *
   * @return the machine's last command: as long as it is that, the answer holds. A failure of
   *     {@link DescriptionChanged} where it is another version by now
   */
  Uni<String> since(MachineId machine, String version) {
    // a command that is over has been written before: so commands first, then what is known
    return commands
        .last(machine)
        .chain(
            last ->
                commands
                    .newest(machine, CommandKeys.MOST_OF_MACHINE)
                    .chain(
                        asked -> descriptions.read().map(all -> standing(asked, all.of(machine))))
                    .map(standing -> standing.checked(version))
                    .replaceWith(last));
  }

  /** What the machine is called, or will be in a moment, and who said so. */
  private record Standing(String version, Optional<String> by) {
    Standing checked(String read) {
      if (!version.equals(read)) {
        throw new DescriptionChanged(by);
      }
      return this;
    }
  }

  private static Standing standing(List<Asked> asked, MachineDescription known) {
    List<Asked> changes =
        asked.stream().filter(each -> each.command().action() instanceof Action.Describe).toList();
    String version =
        changes.stream()
            .filter(each -> !each.progress().isOver())
            .findFirst()
            .map(Unchanged::version)
            .orElseGet(() -> Descriptions.versionOf(known));
    Optional<String> by =
        changes.stream()
            .filter(each -> version(each).equals(version))
            .findFirst()
            .map(each -> each.command().by());
    return new Standing(version, by);
  }

  private static String version(Asked asked) {
    return asked.command().action() instanceof Action.Describe(MachineDescription description)
        ? Descriptions.versionOf(description)
        : "";
  }
}
