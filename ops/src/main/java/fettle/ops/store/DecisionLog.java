package fettle.ops.store;

import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import fettle.telemetry.label.LabelKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What people decided, as Redis has it; how far it is in the lake is written here alone. */
public final class DecisionLog {
  private static final int AT_ONCE = 1_000;

  /** Lets go of the oldest beyond those kept, as far as they are in the lake. */
  private static final String TRIM =
      """
      local length = redis.call('XLEN', KEYS[1])
      local archived = redis.call('GET', KEYS[2])
      local excess = math.min(length - ARGV[1], tonumber(ARGV[2]))
      if excess <= 0 or not archived then return 0 end
      local old = redis.call('XRANGE', KEYS[1], '-', archived, 'COUNT', excess)
      if #old > 0 then redis.call('XTRIM', KEYS[1], 'MAXLEN', length - #old) end
      return #old
      """;

  /** Fills an empty log, all at once. */
  private static final String RESTORE =
      """
      if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
      for i = 2, #ARGV, 2 do redis.call('XADD', KEYS[1], ARGV[i], ARGV[1], ARGV[i + 1]) end
      redis.call('SET', KEYS[2], ARGV[#ARGV - 1])
      return 1
      """;

  /** Adds after a place, if nothing has come after it. */
  private static final String ADD_AFTER =
      """
      local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
      if #last == 0 or last[1][1] ~= ARGV[1] then return 0 end
      redis.call('XADD', KEYS[1], '*', ARGV[2], ARGV[3])
      return 1
      """;

  private final Sender sender;

  /** Sends a request to Redis. */
  @FunctionalInterface
  interface Sender {
    Response send(Request request) throws IOException;
  }

  DecisionLog(Sender sender) {
    this.sender = sender;
  }

  /** The place up to which all are in the lake. */
  public EntryId archived() throws IOException {
    Response id = sender.send(Request.cmd(Command.GET).arg(LabelKeys.ARCHIVED));
    return id == null ? EntryId.NONE : EntryId.parse(id.toString());
  }

  /** Says that all up to a place are in the lake. */
  public void archivedUpTo(EntryId id) throws IOException {
    sender.send(Request.cmd(Command.SET).arg(LabelKeys.ARCHIVED).arg(id.toString()));
  }

  /** Those after a place, in order, a thousand at most. */
  public List<Entry> after(EntryId id) throws IOException {
    Response found =
        sender.send(
            Request.cmd(Command.XRANGE)
                .arg(LabelKeys.DECISIONS)
                .arg("(" + id)
                .arg("+")
                .arg("COUNT")
                .arg(AT_ONCE));
    List<Entry> entries = new ArrayList<>();
    for (Response entry : found) {
      entries.add(
          DecisionCodec.decodeEntry(
              EntryId.parse(entry.get(0).toString()), entry.get(1).get(1).toString()));
    }
    return entries;
  }

  /** Adds one after a place; {@code false} when others have come after that already. */
  public boolean addAfter(EntryId id, Decision decision) throws IOException {
    return sender
            .send(
                Request.cmd(Command.EVAL)
                    .arg(ADD_AFTER)
                    .arg(1)
                    .arg(LabelKeys.DECISIONS)
                    .arg(id.toString())
                    .arg(LabelKeys.FIELD)
                    .arg(DecisionCodec.encode(decision)))
            .toInteger()
        == 1;
  }

  /** Lets go of the oldest that are in the lake, beyond those kept; how many they were. */
  public int trim() throws IOException {
    return trim(LabelKeys.KEPT);
  }

  /** The same, with a bound of one's own. */
  public int trim(int kept) throws IOException {
    return sender
        .send(
            Request.cmd(Command.EVAL)
                .arg(TRIM)
                .arg(2)
                .arg(LabelKeys.DECISIONS)
                .arg(LabelKeys.ARCHIVED)
                .arg(kept)
                .arg(AT_ONCE))
        .toInteger();
  }

  /** Whether there is none. */
  public boolean isEmpty() throws IOException {
    return sender.send(Request.cmd(Command.EXISTS).arg(LabelKeys.DECISIONS)).toInteger() == 0;
  }

  /**
   * Fills an empty log with what the lake has; {@code false} when it is not empty any more.
   *
   * @param entries at least one, in their order
   */
  public boolean restore(List<Entry> entries) throws IOException {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(RESTORE)
            .arg(2)
            .arg(LabelKeys.DECISIONS)
            .arg(LabelKeys.ARCHIVED)
            .arg(LabelKeys.FIELD);
    for (Entry entry : entries) {
      request.arg(entry.id().toString()).arg(DecisionCodec.encodeField(entry));
    }
    return sender.send(request).toInteger() == 1;
  }
}
