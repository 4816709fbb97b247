package fettle.dashboard.store;

import fettle.dashboard.problem.AskedMeanwhile;
import fettle.dashboard.problem.NobodyTakes;
import fettle.dashboard.problem.TooManyCommands;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.CommandCodec;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Progress.Field;
import fettle.telemetry.machine.MachineKeys;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.MachineTwinCodec;
import fettle.telemetry.machine.ModelSet;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is asked of machines' modules: left for a gateway, which says here what became of it. */
@ApplicationScoped
public class CommandStore {
  private static final Logger LOG = Logger.getLogger(CommandStore.class);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int NOBODY = 0;
  private static final int FULL = 1;
  private static final int ASKED_MEANWHILE = 3;
  private static final int MILLION = 1_000_000;

  /**
   * KEYS: taker, waiting, all, of the machine, the command. ARGV: id, command, whether it may be
   * begun again, most waiting, most kept, most of a machine, prefix of commands, life in ms, and
   * the machine's last command, where nothing may have been asked since.
   */
  private static final String ASK =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
      if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then return 1 end
      if ARGV[9] and (redis.call('ZREVRANGE', KEYS[4], 0, 0)[1] or '') ~= ARGV[9] then return 3 end
      local now = redis.call('TIME')
      now = now[1] * 1000 + math.floor(now[2] / 1000)
      redis.call('HSET', KEYS[5], '%s', ARGV[2], '%s', '%s', '%s', now, '%s', ARGV[3])
      redis.call('PEXPIRE', KEYS[5], ARGV[8])
      for i = 2, 4 do redis.call('ZADD', KEYS[i], now, ARGV[1]) end
      redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -1 - ARGV[6])
      redis.call('PEXPIRE', KEYS[4], ARGV[8])
      local gone = redis.call('ZRANGE', KEYS[3], 0, -1 - ARGV[5])
      for _, id in ipairs(gone) do
        redis.call('DEL', ARGV[7] .. id)
        redis.call('ZREM', KEYS[2], id)
        redis.call('ZREM', KEYS[3], id)
      end
      return 2
      """
          .formatted(
              CommandKeys.COMMAND,
              Field.STATE,
              Progress.State.WAITING.wire(),
              Field.ASKED,
              Field.REPEATABLE);

  private final StoreCalls calls;

  CommandStore(StoreCalls calls) {
    this.calls = calls;
  }

  /**
   * A command, and how far it is now.
   *
   * @param progress as nobody may have written it: with what follows from the time alone
   */
  public record Asked(fettle.telemetry.command.Command command, Progress progress) {}

  /**
   * What is known of a machine's modules.
   *
   * @param taken whether a gateway takes commands
   * @param twin of its device; empty when no gateway has told
   * @param models that devices were asked to use, the newest first
   * @param asked the newest first
   */
  public record Board(
      boolean taken, Optional<MachineTwin> twin, List<ModelSet> models, List<Asked> asked) {}

  /**
   * Leaves a command for a gateway.
   *
   * @param last the machine's {@link #last} command, where it is to be left only while nothing was
   *     asked of the machine since
   * @return a failure of {@link NobodyTakes}, {@link TooManyCommands} or {@link AskedMeanwhile}
   *     when it is not left
   */
  public Uni<Void> ask(fettle.telemetry.command.Command command, Optional<String> last) {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(ASK)
            .arg(5)
            .arg(CommandKeys.TAKER)
            .arg(CommandKeys.WAITING)
            .arg(CommandKeys.ALL)
            .arg(CommandKeys.of(command.machine()))
            .arg(CommandKeys.command(command.id()))
            .arg(command.id())
            .arg(CommandCodec.encode(command))
            .arg(command.action().mayBeRepeated() ? 1 : 0)
            .arg(CommandKeys.MOST_WAITING)
            .arg(CommandKeys.MOST)
            .arg(CommandKeys.MOST_OF_MACHINE)
            .arg(CommandKeys.command(""))
            .arg(KEPT.toMillis());
    last.ifPresent(request::arg);
    return calls
        .send(request)
        .invoke(
            answer -> {
              switch (answer.toInteger()) {
                case NOBODY -> throw new NobodyTakes();
                case FULL -> throw new TooManyCommands();
                case ASKED_MEANWHILE -> throw new AskedMeanwhile();
                default -> LOG.debugf("command %s left for a gateway", command.id());
              }
            })
        .replaceWithVoid();
  }

  /** Whether a gateway takes commands. */
  public Uni<Boolean> isTaken() {
    return calls
        .send(Request.cmd(Command.EXISTS).arg(CommandKeys.TAKER))
        .map(there -> there.toInteger() == 1);
  }

  /** What is known of a machine's modules, with the newest commands, at most so many. */
  public Uni<Board> board(MachineId machine, int limit) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.EXISTS).arg(CommandKeys.TAKER),
                Request.cmd(Command.HGET).arg(MachineKeys.TWINS).arg(machine.device()),
                Request.cmd(Command.HVALS).arg(MachineKeys.MODEL_SETS),
                newest(CommandKeys.of(machine), limit)))
        .chain(
            answers ->
                find(answers.get(3))
                    .map(
                        asked ->
                            new Board(
                                answers.get(0).toInteger() == 1,
                                Optional.ofNullable(answers.get(1))
                                    .map(text -> MachineTwinCodec.decode(text.toString())),
                                models(answers.get(2)),
                                asked)));
  }

  /** The newest commands of all machines, at most so many. */
  public Uni<List<Asked>> newest(int limit) {
    return calls.send(newest(CommandKeys.ALL, limit)).chain(this::find);
  }

  /** The newest commands of a machine, at most so many. */
  public Uni<List<Asked>> newest(MachineId machine, int limit) {
    return calls.send(newest(CommandKeys.of(machine), limit)).chain(this::find);
  }

  /** Id of the command that was asked of a machine last; empty where none is known. */
  public Uni<String> last(MachineId machine) {
    return calls
        .send(newest(CommandKeys.of(machine), 1))
        .map(ids -> ids.size() == 0 ? "" : ids.get(0).toString());
  }

  private static Request newest(String key, int limit) {
    return Request.cmd(Command.ZREVRANGE).arg(key).arg(0).arg(limit - 1);
  }

  private static List<ModelSet> models(Response texts) {
    List<ModelSet> models = new ArrayList<>();
    texts.forEach(text -> models.add(MachineTwinCodec.decodeModels(text.toString())));
    models.sort(Comparator.comparingLong(ModelSet::seen).reversed());
    return models;
  }

  private Uni<List<Asked>> find(Response ids) {
    List<Request> requests = new ArrayList<>();
    requests.add(Request.cmd(Command.TIME));
    ids.forEach(
        id -> requests.add(Request.cmd(Command.HGETALL).arg(CommandKeys.command(id.toString()))));
    return calls.batch(requests).map(CommandStore::decode);
  }

  private static List<Asked> decode(List<Response> answers) {
    Response time = answers.getFirst();
    long now = (time.get(0).toLong() * MILLION + time.get(1).toLong()) / 1000;
    List<Asked> asked = new ArrayList<>();
    for (Response hash : answers.subList(1, answers.size())) {
      Map<String, String> fields = Answers.texts(hash);
      if (fields.containsKey(CommandKeys.COMMAND)) { // let go of in between
        CommandCodec.decodeKnown(fields.get(CommandKeys.COMMAND))
            .map(command -> new Asked(command, Progress.of(fields).at(now)))
            .ifPresent(asked::add);
      }
    }
    return asked;
  }
}
