package fettle.dashboard.store;

import fettle.dashboard.problem.TooManyLinks;
import fettle.dashboard.store.GivenLink.Kept;
import fettle.dashboard.store.GivenLink.Listed;
import fettle.dashboard.store.GivenLink.Revocation;
import fettle.dashboard.store.GivenLink.Unreadable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Links that were given to people who do not sign in. What is listed here and not taken back opens,
 * nothing else: a store that lost its data opens no link.
 */
@ApplicationScoped
public class LinkStore {
  private static final Logger LOG = Logger.getLogger(LinkStore.class);

  /** Links that are kept at most, those that were taken back and have not ended included. */
  public static final int MOST = 2_000;

  private static final String PREFIX = "fettle:{links}:";

  /** Hash: id → {@link GivenLink} as JSON. */
  public static final String GIVEN = PREFIX + "given";

  /** Hash: id → {@link Revocation} as JSON. */
  private static final String REVOKED = PREFIX + "revoked";

  /** Sorted set: id, by when the link ends. */
  public static final String ENDS = PREFIX + "ends";

  /** KEYS: given, revoked, ends. */
  private static final String FORGET_ENDED =
      """
      local now = redis.call('TIME')
      now = now[1] * 1000 + math.floor(now[2] / 1000)
      for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now)) do
        redis.call('HDEL', KEYS[1], id)
        redis.call('HDEL', KEYS[2], id)
        redis.call('ZREM', KEYS[3], id)
      end
      """;

  /** ARGV: most, id, link, end. */
  private static final String GIVE =
      FORGET_ENDED
          + """
          if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[1]) then return 0 end
          redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
          redis.call('ZADD', KEYS[3], ARGV[4], ARGV[2])
          return 1
          """;

  private static final String LIST =
      FORGET_ENDED + "return {redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2])}";

  /** ARGV: id, revocation. The first one stays. */
  private static final String REVOKE =
      """
      if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
      redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
      return 1
      """;

  /** ARGV: id. */
  private static final String FORGET =
      """
      redis.call('HDEL', KEYS[1], ARGV[1])
      redis.call('HDEL', KEYS[2], ARGV[1])
      return redis.call('ZREM', KEYS[3], ARGV[1])
      """;

  private final StoreCalls calls;
  private final LinkCodec codec;
  private final Counter full;

  /** Ids of what could not be read the last time, of which the log knows. */
  private final AtomicReference<Set<String>> unreadable = new AtomicReference<>(Set.of());

  LinkStore(StoreCalls calls, LinkCodec codec, MeterRegistry registry) {
    this.calls = calls;
    this.codec = codec;
    this.full = registry.counter("fettle.dashboard.links.full");
  }

  /**
   * Lists a link, so that it opens.
   *
   * @return a failure of {@link TooManyLinks} when there is no room
   */
  public Uni<Void> give(GivenLink link) {
    return calls
        .send(script(GIVE).arg(MOST).arg(link.id()).arg(codec.write(link)).arg(link.expires()))
        .invoke(
            given -> {
              if (given.toInteger() == 0) {
                full.increment();
                throw new TooManyLinks(MOST);
              }
            })
        .replaceWithVoid();
  }

  /** Whether it was given, and not taken back. Its end is the link's own. */
  public Uni<Boolean> isOpen(String id) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.HEXISTS).arg(GIVEN).arg(id),
                Request.cmd(Command.HEXISTS).arg(REVOKED).arg(id)))
        .map(answers -> answers.get(0).toInteger() == 1 && answers.get(1).toInteger() == 0);
  }

  /** All that have not ended: first what cannot be read, then the newest. */
  public Uni<List<Listed>> all() {
    return calls
        .send(script(LIST))
        .map(
            answer -> {
              Map<String, String> given = pairs(answer.get(0));
              Map<String, String> revoked = pairs(answer.get(1));
              return given.entrySet().stream()
                  .map(link -> codec.read(link.getKey(), link.getValue(), of(link, revoked)))
                  .sorted(Comparator.comparingLong(LinkStore::made).reversed())
                  .toList();
            })
        .invoke(this::log);
  }

  private static Optional<String> of(Map.Entry<String, String> link, Map<String, String> revoked) {
    return Optional.ofNullable(revoked.get(link.getKey()));
  }

  private static long made(Listed listed) {
    return switch (listed) {
      case Kept kept -> kept.link().made();
      case Unreadable none -> Long.MAX_VALUE;
    };
  }

  /** The list is asked for every few seconds; the log says once what is wrong with it. */
  private void log(List<Listed> all) {
    Set<String> ids =
        all.stream()
            .filter(Unreadable.class::isInstance)
            .map(listed -> ((Unreadable) listed).id())
            .collect(Collectors.toSet());
    Set<String> known = unreadable.getAndSet(ids);
    ids.stream()
        .filter(id -> !known.contains(id))
        .forEach(
            id ->
                LOG.warnf(
                    "the field %s of %s is no link that can be read; unless it was taken back,"
                        + " whoever has it can open it",
                    id, GIVEN));
  }

  /** One of them; empty when it was not given, or has been forgotten after its end. */
  public Uni<Optional<Listed>> find(String id) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.HGET).arg(GIVEN).arg(id),
                Request.cmd(Command.HGET).arg(REVOKED).arg(id)))
        .map(
            answers ->
                Optional.ofNullable(answers.get(0))
                    .map(
                        link ->
                            codec.read(
                                id,
                                link.toString(),
                                Optional.ofNullable(answers.get(1)).map(Response::toString))));
  }

  /** Takes a link back; one that is taken back already stays so. */
  public Uni<Void> revoke(String id, Revocation revocation) {
    return calls.send(script(REVOKE).arg(id).arg(codec.write(revocation))).replaceWithVoid();
  }

  /** Takes what cannot be read off the list, so that it opens nothing. */
  public Uni<Void> forget(Unreadable link) {
    return calls.send(script(FORGET).arg(link.id())).replaceWithVoid();
  }

  private static Request script(String script) {
    return Request.cmd(Command.EVAL).arg(script).arg(3).arg(GIVEN).arg(REVOKED).arg(ENDS);
  }

  /** A hash that a script answers with is a list of names and values. */
  private static Map<String, String> pairs(Response list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.toString()));
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      pairs.put(texts.get(i), texts.get(i + 1));
    }
    return pairs;
  }
}
