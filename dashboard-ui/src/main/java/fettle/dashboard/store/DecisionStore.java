package fettle.dashboard.store;

import fettle.dashboard.problem.DecisionsFull;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import fettle.telemetry.label.LabelKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What people decide: appended to a stream, and known here as far as it has been read. Each read
 * asks for what came after the last one, so it costs what is new.
 */
@ApplicationScoped
public class DecisionStore {
  private static final int AT_ONCE = 2_000;

  /** All of them or none: as many as there is room for. */
  private static final String APPEND =
      """
      if redis.call('XLEN', KEYS[1]) + #ARGV - 2 > tonumber(ARGV[1]) then return 0 end
      for i = 3, #ARGV do redis.call('XADD', KEYS[1], '*', ARGV[2], ARGV[i]) end
      return 1
      """;

  private final StoreCalls calls;
  private final AtomicReference<Decisions> known = new AtomicReference<>(Decisions.NONE);

  DecisionStore(StoreCalls calls) {
    this.calls = calls;
  }

  /**
   * Appends decisions, all of them or, when the call fails, none.
   *
   * @return a failure of {@link DecisionsFull} when there is no room
   */
  public Uni<Void> append(List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Request request =
        Request.cmd(Command.EVAL)
            .arg(APPEND)
            .arg(1)
            .arg(LabelKeys.DECISIONS)
            .arg(LabelKeys.MOST)
            .arg(LabelKeys.FIELD);
    decisions.forEach(decision -> request.arg(DecisionCodec.encode(decision)));
    return calls
        .send(request)
        .invoke(
            taken -> {
              if (taken.toInteger() == 0) {
                throw new DecisionsFull();
              }
            })
        .replaceWithVoid();
  }

  /** Everything that was decided until now. */
  public Uni<Decisions> read() {
    return readAfter(known.get());
  }

  private Uni<Decisions> readAfter(Decisions before) {
    boolean isFirst = before.last().equals(EntryId.NONE);
    return calls
        .batch(
            List.of(
                Request.cmd(Command.GET).arg(LabelKeys.ARCHIVED),
                Request.cmd(Command.XRANGE)
                    .arg(LabelKeys.DECISIONS)
                    .arg(isFirst ? "-" : before.last().toString())
                    .arg("+")
                    .arg("COUNT")
                    .arg(AT_ONCE)))
        .chain(
            answers -> {
              EntryId archived =
                  answers.get(0) == null ? EntryId.NONE : EntryId.parse(answers.get(0).toString());
              List<Entry> entries = decode(answers.get(1));
              if (!isFirst
                  && (entries.isEmpty() || !entries.getFirst().id().equals(before.last()))) {
                return readAfter(Decisions.NONE); // not the store that was read before
              }
              List<Entry> more = isFirst ? entries : entries.subList(1, entries.size());
              Decisions now = before.with(more).archivedUpTo(archived);
              known.set(now);
              return entries.size() == AT_ONCE ? readAfter(now) : Uni.createFrom().item(now);
            });
  }

  private static List<Entry> decode(Response stream) {
    List<Entry> entries = new ArrayList<>();
    for (Response entry : stream) {
      String text = entry.get(1).get(1).toString();
      entries.add(DecisionCodec.decodeEntry(EntryId.parse(entry.get(0).toString()), text));
    }
    return entries;
  }
}
