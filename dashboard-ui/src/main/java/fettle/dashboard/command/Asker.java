package fettle.dashboard.command;

import fettle.dashboard.access.Person;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.NobodyTakes;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Command;
import fettle.telemetry.label.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Leaves commands for a gateway. Who asks for what is in the log before any gateway can see it, so
 * that nothing is done that nobody is known to have asked for.
 */
@ApplicationScoped
public class Asker {
  private final CommandStore commands;
  private final DecisionStore decisions;
  private final InstantSource clock;
  private final Person person;

  Asker(CommandStore commands, DecisionStore decisions, InstantSource clock, Person person) {
    this.commands = commands;
    this.decisions = decisions;
    this.clock = clock;
    this.person = person;
  }

  /**
   * Asks for it.
   *
   * @param said a name in the request, which counts only where nobody signs in
   */
  public Uni<Command> ask(MachineId machine, Action action, String said) {
    return ask(machine, action, said, Optional.empty());
  }

  /**
   * Asks for it.
   *
   * @param last the machine's last command, where nothing may have been asked of it since
   */
  public Uni<Command> ask(MachineId machine, Action action, String said, Optional<String> last) {
    String by =
        Words.required(
            "by", person.or(said), Command.LONGEST_BY, "must say who asks, as nobody signs in");
    Command command =
        new Command(UUID.randomUUID().toString(), machine, action, by, clock.millis());
    return commands
        .isTaken()
        .invoke(
            taken -> {
              if (!taken) {
                throw new NobodyTakes();
              }
            })
        .chain(() -> decisions.append(List.of(decision(command, ""))))
        .chain(() -> leave(command, last))
        .replaceWith(command);
  }

  /** What is refused stays written, with why. */
  private Uni<Void> leave(Command command, Optional<String> last) {
    return commands
        .ask(command, last)
        .onFailure(refused -> !(refused instanceof StoreAway))
        .call(why -> decisions.append(List.of(decision(command, "Refused: " + why.getMessage()))));
  }

  private static Decision decision(Command command, String cameOfIt) {
    String words = command.action().words();
    return new Decision(
        Decision.Kind.COMMAND,
        command.machine(),
        command.at(),
        command.at() + 1,
        words.substring(0, Math.min(Decision.LONGEST_WORDS, words.length())),
        command.by(),
        command.at(),
        "",
        cameOfIt,
        "",
        "");
  }
}
