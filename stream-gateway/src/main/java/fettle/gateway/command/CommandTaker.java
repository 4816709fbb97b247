package fettle.gateway.command;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.hub.Hub;
import fettle.gateway.machine.TwinCopy;
import fettle.gateway.store.CommandStore;
import fettle.gateway.store.CommandStore.Held;
import fettle.gateway.store.CommandStore.Taking;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.TwinStore;
import fettle.telemetry.command.Command;
import fettle.telemetry.label.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Takes commands from the store, so many at once, and has each executed on a thread of its own. At
 * a stop no more are taken; those under way may end, and what does not is another gateway's after
 * its lease.
 */
@ApplicationScoped
class CommandTaker {
  private static final Logger LOG = Logger.getLogger(CommandTaker.class);

  private final Hub hub;
  private final CommandStore store;
  private final TwinStore twins;
  private final TwinCopy copy;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Counter lost;
  private final Counter failures;
  private final Semaphore room;
  private volatile boolean stopping;

  CommandTaker(
      Hub hub,
      CommandStore store,
      TwinStore twins,
      TwinCopy copy,
      GatewayConfig config,
      InstantSource clock,
      MeterRegistry registry) {
    this.hub = hub;
    this.store = store;
    this.twins = twins;
    this.copy = copy;
    this.clock = clock;
    this.registry = registry;
    lost = registry.counter("gateway.commands.lost");
    failures = registry.counter("gateway.commands.failures");
    int most = config.hubApi().commands();
    room = new Semaphore(most);
    registry.gauge("gateway.commands.running", room, it -> most - it.availablePermits());
  }

  @Scheduled(
      identity = "commands",
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (hub.service().isEmpty() || stopping) {
      return;
    }
    try {
      while (takeOne()) {
        // and the next
      }
    } catch (StoreAway away) {
      failures.increment();
      LOG.debugf("no command taken: %s", away.getMessage());
    } catch (IllegalArgumentException unreadable) {
      failures.increment();
      LOG.warnf("a command cannot be read: %s", unreadable.getMessage());
    }
  }

  private boolean takeOne() throws StoreAway {
    boolean hasRoom = room.tryAcquire();
    boolean started = false;
    try {
      Taking taking = store.take(hasRoom);
      for (CommandStore.Ended ended : store.find(taking.ended())) {
        registry.counter("gateway.commands", "state", "given up").increment();
        log(ended.command(), ended.words());
      }
      if (taking.held().isPresent()) {
        Held held = taking.held().get();
        Infrastructure.getDefaultWorkerPool().execute(() -> execute(held));
        started = true;
      }
      return started;
    } finally {
      if (hasRoom && !started) {
        room.release();
      }
    }
  }

  private void execute(Held held) {
    Command command = held.command();
    String about = command.id() + " (" + command.action().words() + ")";
    try {
      LOG.infof("command %s for %s begins", about, command.machine());
      Execution execution = new Execution(hub.service().orElseThrow(), hub, twins, copy, clock);
      Outcome outcome = execution.execute(new Hold(store, held));
      if (!store.end(held, outcome.state(), outcome.said(), outcome.result())) {
        throw new Lost();
      }
      registry.counter("gateway.commands", "state", outcome.state().wire()).increment();
      LOG.infof("command %s: %s: %s", about, outcome.state().wire(), outcome.words());
      log(command, outcome.words());
    } catch (Lost e) {
      lost.increment();
      LOG.warnf("command %s is no longer this gateway's", about);
    } catch (StoreAway e) {
      failures.increment();
      LOG.warnf(
          "command %s: the store is away, another goes on or says so: %s", about, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // a bug in one command must not end the taking of others
      failures.increment();
      LOG.errorf(e, "command %s failed", about);
    } finally {
      room.release();
    }
  }

  /** To the log of what people decided: who, what, and what came of it. */
  private void log(Command command, String words) throws StoreAway {
    store.log(
        new Decision(
            Decision.Kind.COMMAND,
            command.machine(),
            command.at(),
            command.at() + 1,
            shortened(command.action().words()),
            command.by(),
            clock.millis(),
            "",
            words,
            "",
            ""));
  }

  private static String shortened(String words) {
    return words.substring(0, Math.min(Decision.LONGEST_WORDS, words.length()));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }
}
