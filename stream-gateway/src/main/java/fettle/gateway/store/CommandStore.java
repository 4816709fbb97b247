package fettle.gateway.store;

import fettle.telemetry.command.Command;
import fettle.telemetry.command.CommandCodec;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Sentence;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.LabelKeys;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Commands as one of several gateways takes them. A command is held by one gateway at a time, and
 * what another says of it afterwards is refused.
 */
public final class CommandStore {
  /** One that was begun so often without an end is not begun again. */
  private static final int MOST_ATTEMPTS = 3;

  private static final String NOTHING = "";

  private final RedisCalls redis;
  private final String gateway;

  /**
   * @param gateway name that no other gateway has
   */
  CommandStore(RedisCalls redis, String gateway) {
    this.redis = redis;
    this.gateway = gateway;
  }

  /**
   * A command that this gateway holds.
   *
   * @param holder this gateway, this time
   * @param etag of the twin before an earlier gateway tried to change it; empty when none did
   */
  public record Held(Command command, String holder, String etag) {}

  /**
   * What a look at the waiting commands came to.
   *
   * @param ended ids of commands that will not be done: nobody took them in time, or whose gateway
   *     is gone
   * @param held the one that was taken
   */
  public record Taking(List<String> ended, Optional<Held> held) {}

  /**
   * Says that this gateway takes commands, and takes the one that has waited longest.
   *
   * @param hasRoom {@code false} = takes none, and ends what nobody will do
   * @throws IllegalArgumentException when what was taken is no command; it ends as not done
   */
  public Taking take(boolean hasRoom) throws StoreAway {
    Response answer =
        redis.run(
            Script.COMMAND_TAKE,
            List.of(CommandKeys.WAITING, CommandKeys.TAKEN, CommandKeys.TAKER),
            utf8(
                gateway,
                CommandKeys.LEASE.toMillis(),
                CommandKeys.LONGEST_WAIT.toMillis(),
                CommandKeys.TAKER_LIFE.toMillis(),
                CommandKeys.command(NOTHING),
                MOST_ATTEMPTS,
                Progress.NOBODY.words(),
                Progress.GONE.words(),
                hasRoom ? "1" : "0",
                Progress.NOBODY.encode(),
                Progress.GONE.encode()));
    List<String> ended = new ArrayList<>();
    answer.get(0).forEach(id -> ended.add(id.toString()));
    if (answer.size() == 1) {
      return new Taking(ended, Optional.empty());
    }
    String id = answer.get(1).toString();
    String holder = answer.get(2).toString();
    try {
      Command command = CommandCodec.decode(answer.get(3).toString());
      return new Taking(ended, Optional.of(new Held(command, holder, answer.get(4).toString())));
    } catch (IllegalArgumentException e) {
      end(
          id,
          holder,
          Progress.State.FAILED,
          Sentence.of(Phrase.UNREADABLE, "why", e.getMessage()),
          NOTHING);
      throw e;
    }
  }

  /** Says how far it is, and has it for another lease; {@code false} = it is no longer held. */
  public boolean say(Held held, Sentence words) throws StoreAway {
    return say(held, words, NOTHING);
  }

  /** The same, and remembers the twin's etag before it is changed. */
  public boolean say(Held held, Sentence words, String etag) throws StoreAway {
    return redis
            .run(
                Script.COMMAND_SAY,
                keys(held.command().id()),
                utf8(
                    held.command().id(),
                    held.holder(),
                    CommandKeys.LEASE.toMillis(),
                    words.words(),
                    etag,
                    words.encode()))
            .toInteger()
        == 1;
  }

  /**
   * Ends it; {@code false} = it is no longer held.
   *
   * @param result what the module answered, JSON; empty when it did not
   */
  public boolean end(Held held, Progress.State state, Sentence words, String result)
      throws StoreAway {
    return end(held.command().id(), held.holder(), state, words, result);
  }

  private boolean end(String id, String holder, Progress.State state, Sentence words, String result)
      throws StoreAway {
    return redis
            .run(
                Script.COMMAND_END,
                keys(id),
                utf8(id, holder, state.wire(), words.words(), result, words.encode()))
            .toInteger()
        == 1;
  }

  /** Commands by their ids, with how far they are, without those gone or of a later version. */
  public List<Ended> find(List<String> ids) throws StoreAway {
    List<Ended> found = new ArrayList<>();
    for (String id : ids) {
      Response fields =
          redis.send(
              Request.cmd(io.vertx.redis.client.Command.HMGET)
                  .arg(CommandKeys.command(id))
                  .arg(CommandKeys.COMMAND)
                  .arg(Progress.Field.WORDS));
      if (fields.get(0) != null && fields.get(1) != null) {
        CommandCodec.decodeKnown(fields.get(0).toString())
            .map(command -> new Ended(command, fields.get(1).toString()))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * A command that is over.
   *
   * @param words what came of it
   */
  public record Ended(Command command, String words) {}

  /** Adds what came of a command to the log of what people decided. */
  public void log(Decision decision) throws StoreAway {
    redis.send(
        Request.cmd(io.vertx.redis.client.Command.XADD)
            .arg(LabelKeys.DECISIONS)
            .arg("*")
            .arg(LabelKeys.FIELD)
            .arg(DecisionCodec.encode(decision)));
  }

  private static List<String> keys(String id) {
    return List.of(CommandKeys.TAKEN, CommandKeys.command(id));
  }

  private static List<byte[]> utf8(Object... values) {
    return Arrays.stream(values)
        .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
