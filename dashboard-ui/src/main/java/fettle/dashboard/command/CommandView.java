package fettle.dashboard.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Sentence;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody asked of a machine's module, and what became of it. Times are epoch milliseconds.
 *
 * @param name what people call the machine; missing when nothing is known
 * @param what in a few words, in English
 * @param asked the same for readers of other languages
 * @param by who asked
 * @param at when
 * @param state {@code waiting}, {@code running}, {@code done}, {@code failed}, {@code unknown} or
 *     {@code expired}
 * @param words a sentence in English: what is being done, or what came of it
 * @param said the same for readers of other languages; missing where the gateway does not say
 * @param result what the module answered, JSON
 * @param ended when it was over; missing before
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CommandView(
    String id,
    String device,
    String machine,
    String name,
    String what,
    AskedView asked,
    String by,
    long at,
    String state,
    String words,
    Said said,
    String result,
    Long ended) {

  /**
   * A sentence.
   *
   * @param code which
   * @param values what stands in it, by name
   */
  @Schema(name = "CommandSentence")
  public record Said(String code, Map<String, String> values) {
    private static Said of(Sentence sentence) {
      return new Said(sentence.phrase().wire(), sentence.values());
    }
  }

  static CommandView of(CommandStore.Asked asked, Descriptions descriptions) {
    return of(asked.command(), asked.progress(), descriptions.of(asked.command().machine()).name());
  }

  /** Of a machine that need not be named. */
  public static CommandView of(CommandStore.Asked asked) {
    return of(asked.command(), asked.progress(), "");
  }

  private static CommandView of(Command command, Progress progress, String name) {
    return new CommandView(
        command.id(),
        command.machine().device(),
        command.machine().machine(),
        name,
        command.action().words(),
        AskedView.of(command.action()),
        command.by(),
        command.at(),
        progress.state().wire(),
        progress.words(),
        progress.said().map(Said::of).orElse(null),
        progress.result(),
        progress.ended() == 0 ? null : progress.ended());
  }

  /** One that was asked for just now. */
  public static CommandView waiting(Command command) {
    return of(command, Progress.waiting(command.at()), "");
  }
}
