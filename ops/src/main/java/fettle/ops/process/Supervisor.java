package fettle.ops.process;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs processes and restarts those that die, as each one's policy says. Restarts wait longer each
 * time; an essential process that dies {@value #MAX_DEATHS} times within a minute is given up,
 * which completes {@link #failure()}.
 */
public final class Supervisor implements AutoCloseable {
  /** Deaths within {@link #WINDOW} after which an essential process is given up. */
  public static final int MAX_DEATHS = 5;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<String> announce;
  private final PidFile pids;
  private final ScheduledExecutorService restarts =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("supervisor").factory());
  private final List<Supervised> running = new ArrayList<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  /**
   * @param announce takes one line for a person whenever a process dies, comes back or is given up
   * @param pids where the running processes are written down
   */
  public Supervisor(Consumer<String> announce, PidFile pids) {
    this.announce = announce;
    this.pids = pids;
  }

  /** Adds a listener that is called, on any thread, whenever a process starts, dies or stops. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Starts an essential process and watches it from now on. */
  public Supervised start(ProcessSpec spec) {
    return start(spec, RestartPolicy.ESSENTIAL);
  }

  /** Starts a process and watches it from now on. */
  public Supervised start(ProcessSpec spec, RestartPolicy policy) {
    Supervised supervised = new Supervised(spec, policy);
    synchronized (running) {
      if (closing) {
        throw new IllegalStateException("cannot start " + spec.name() + " while stopping");
      }
      supervised.launch();
      running.add(supervised);
      pids.write(running);
    }
    watch(supervised, new ArrayDeque<>());
    changed();
    return supervised;
  }

  /** Stops one process for good; it has {@code 10 s}. */
  public void stop(Supervised supervised) throws InterruptedException {
    synchronized (running) {
      running.remove(supervised);
    }
    supervised.stop(STOP_GRACE);
    pids.write(processes());
    changed();
  }

  /** The processes that were started and not stopped, in the order of their start. */
  public List<Supervised> processes() {
    synchronized (running) {
      return List.copyOf(running);
    }
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /**
   * Waits until a started process is ready.
   *
   * @throws TimeoutException when it is not within the limit; the message names its log
   * @throws IllegalStateException when a process was given up meanwhile
   */
  public void await(Supervised supervised, Readiness readiness, Duration limit)
      throws InterruptedException, TimeoutException {
    Instant deadline = Instant.now().plus(limit);
    while (!readiness.isReady()) {
      if (failure.isCompletedExceptionally()) {
        throw new IllegalStateException(failure.exceptionNow().getMessage());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new TimeoutException(
            "%s was not ready within %d s; see %s"
                .formatted(supervised.spec().name(), limit.toSeconds(), supervised.spec().log()));
      }
      Thread.sleep(POLL);
    }
  }

  /** Completes exceptionally when a process is given up; otherwise never. */
  public CompletableFuture<Void> failure() {
    return failure;
  }

  private void watch(Supervised supervised, Deque<Instant> deaths) {
    supervised
        .process()
        .onExit()
        .thenAccept(process -> died(supervised, process.exitValue(), deaths));
  }

  private void died(Supervised supervised, int exitValue, Deque<Instant> deaths) {
    synchronized (running) {
      if (closing || !running.contains(supervised)) {
        return;
      }
      supervised.ended(
          supervised.policy().restarts(exitValue) ? Life.Phase.WAITING : Life.Phase.ENDED,
          exitValue);
    }
    Instant now = Instant.now();
    deaths.removeIf(death -> death.isBefore(now.minus(WINDOW)));
    deaths.add(now);
    String how = supervised.spec().name() + " died (" + ExitStatus.describe(exitValue) + ")";
    if (!supervised.policy().restarts(exitValue)) {
      announce.accept("%s (log: %s)".formatted(how, supervised.spec().log()));
    } else if (supervised.policy() == RestartPolicy.ESSENTIAL && deaths.size() >= MAX_DEATHS) {
      String reason =
          "%s %d times within a minute; its log ends with:%n%s"
              .formatted(how, deaths.size(), LogTail.of(supervised.spec().log()));
      failure.completeExceptionally(new IllegalStateException(reason));
    } else {
      Duration delay = RestartPolicy.waitAfter(deaths.size());
      announce.accept(
          "%s; restarting it in %.2f s (log: %s)"
              .formatted(how, delay.toMillis() / 1000.0, supervised.spec().log()));
      restarts.schedule(() -> restart(supervised, deaths), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
    changed();
  }

  private void restart(Supervised supervised, Deque<Instant> deaths) {
    synchronized (running) {
      if (closing || !running.contains(supervised)) {
        return;
      }
      try {
        supervised.launch();
        pids.write(running);
      } catch (UncheckedIOException e) {
        failure.completeExceptionally(new IllegalStateException(e.getMessage(), e));
        return;
      }
    }
    announce.accept(supervised.spec().name() + " is back");
    watch(supervised, deaths);
    changed();
  }

  /**
   * Stops all processes: all but the first side by side, and then the first, on which the others
   * rest. Each has {@code 10 s}.
   */
  @Override
  public void close() throws InterruptedException {
    List<Supervised> toStop;
    synchronized (running) {
      closing = true;
      toStop = List.copyOf(running.reversed());
    }
    restarts.shutdownNow();
    toStop.stream().limit(Math.max(0, toStop.size() - 1)).forEach(Supervised::askToStop);
    for (Supervised supervised : toStop) {
      supervised.stop(STOP_GRACE);
    }
  }
}
