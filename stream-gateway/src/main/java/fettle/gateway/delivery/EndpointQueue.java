package fettle.gateway.delivery;

import fettle.gateway.notify.Event;
import fettle.gateway.notify.Notice;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * What waits for one endpoint. It is told one thing at a time, in their order; one that fails is
 * tried again, with growing pauses, until it is too old. Thread-safe: whoever holds {@link #busy}
 * works on what waits, everybody else only adds to it.
 */
final class EndpointQueue {
  private static final Logger LOG = Logger.getLogger(EndpointQueue.class);

  private final String name;
  private final Sender sender;
  private final Patience patience;
  private final int most;
  private final Silencer silencer;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final EndpointCounts counts;
  private final Queue<Item> arrived = new ConcurrentLinkedQueue<>();
  private final Deque<Item> waiting = new ArrayDeque<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();
  private int failures;
  private int refusals;
  private long notBefore;

  /** Whether nobody is to be told of something now. */
  interface Silencer {
    boolean isSilent(Event event, long now);
  }

  /**
   * A notice, and what becomes of it.
   *
   * @param isOurs whether it is still this gateway that has to deliver it
   * @param done takes it off the list in the store
   */
  private record Item(Notice notice, BooleanSupplier isOurs, Runnable done) {}

  /**
   * @param most that may wait; beyond it the oldest go first
   */
  EndpointQueue(
      String name,
      Sender sender,
      Patience patience,
      int most,
      Silencer silencer,
      InstantSource clock,
      RandomGenerator random,
      EndpointCounts counts) {
    this.name = name;
    this.sender = sender;
    this.patience = patience;
    this.most = most;
    this.silencer = silencer;
    this.clock = clock;
    this.random = random;
    this.counts = counts;
  }

  String name() {
    return name;
  }

  EndpointCounts counts() {
    return counts;
  }

  /** How many wait. */
  int pending() {
    return pending.get();
  }

  void add(Notice notice, BooleanSupplier isOurs, Runnable done) {
    pending.incrementAndGet();
    arrived.add(new Item(notice, isOurs, done));
  }

  /** Tells what can be told now, unless that is being done; done when nothing more can be. */
  CompletionStage<Void> work() {
    if (!busy.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    return next()
        .whenComplete(
            (nothing, failure) -> {
              busy.set(false);
              if (failure != null) {
                LOG.errorf(failure, "endpoint=%s: telling it failed", name);
              }
            });
  }

  private CompletableFuture<Void> next() {
    for (Item item = arrived.poll(); item != null; item = arrived.poll()) {
      waiting.addLast(item);
    }
    long now = clock.millis();
    while (!waiting.isEmpty()) {
      Item head = waiting.peekFirst();
      if (!head.isOurs().getAsBoolean()) {
        leave();
      } else if (waiting.size() > most || isTooOld(head, now)) {
        counts.gaveUp();
        end();
      } else if (silencer.isSilent(head.notice().event(), now)) {
        counts.silenced();
        end();
      } else if (now < notBefore) {
        return CompletableFuture.completedFuture(null);
      } else {
        return sender
            .send(head.notice().event())
            .toCompletableFuture()
            .thenCompose(
                attempt -> {
                  note(attempt);
                  return next();
                });
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private boolean isTooOld(Item item, long now) {
    return now - item.notice().event().at() > patience.giveUpAfter().toMillis();
  }

  private void leave() {
    waiting.removeFirst();
    pending.decrementAndGet();
    refusals = 0;
  }

  private void end() {
    Item item = waiting.peekFirst();
    leave();
    item.done().run();
  }

  private void note(Attempt attempt) {
    switch (attempt) {
      case Attempt.Delivered ignored -> {
        if (failures > 0) {
          LOG.infof("endpoint=%s: takes notifications again", name);
        }
        failures = 0;
        notBefore = 0;
        counts.delivered(clock.millis());
        end();
      }
      case Attempt.Failed failed -> {
        failed(failed.reason());
        long asked = failed.after().map(after -> after.toMillis()).orElse(0L);
        pause(Math.min(asked, patience.longest().toMillis()));
      }
      case Attempt.Refused refused -> {
        failed(refused.reason());
        pause(0);
        refusals++;
        if (refusals >= patience.refusals()) {
          counts.gaveUp();
          end();
        }
      }
    }
  }

  private void failed(String reason) {
    failures++;
    counts.failed(reason, clock.millis());
    if (failures == 1) {
      LOG.warnf("endpoint=%s: not told, trying again: %s", name, reason);
    }
  }

  private void pause(long least) {
    notBefore = clock.millis() + Math.max(least, patience.pauseMs(failures, random));
  }
}
