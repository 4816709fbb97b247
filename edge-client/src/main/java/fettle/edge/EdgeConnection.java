package fettle.edge;

import com.microsoft.azure.sdk.iot.device.ConnectionStatusChangeContext;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one client open. Whenever it is lost, another is made, subscribed and put in its place, for
 * ever, with bounded exponential backoff; what was on its way in the lost one fails and is the
 * sender's to repeat.
 */
final class EdgeConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeConnection.class);

  /** Everything a client needs before it counts as connected; may block. */
  @FunctionalInterface
  interface Setup {
    void prepare(ModuleClient client) throws Exception;
  }

  /**
   * A client and whether the SDK has given it up; guarded by {@link #lock} where it moves in or out
   * of use.
   *
   * @param since {@link System#nanoTime()} of its making
   */
  private record Link(ModuleClient client, AtomicBoolean lost, long since) {}

  private final EdgeEnvironment environment;
  private final EdgeMetrics metrics;
  private final Setup beforeOpen;
  private final Setup afterOpen;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Link> current = new AtomicReference<>();
  private final AtomicReference<ConnectionState> state =
      new AtomicReference<>(ConnectionState.CONNECTING);
  private final BroadcastProcessor<ConnectionState> states = BroadcastProcessor.create();
  private final AtomicReference<String> lastFailure = new AtomicReference<>("");

  /** Guarded by {@link #lock}. */
  private final Backoff backoff;

  /**
   * Open and not yet set up: messages come in already, and what becomes of them can be sent; else
   * they would fail and the hub would hold them back for its timeout.
   */
  private volatile ModuleClient settingUp;

  EdgeConnection(
      EdgeEnvironment environment,
      EdgeOptions options,
      EdgeMetrics metrics,
      Setup beforeOpen,
      Setup afterOpen) {
    this.environment = environment;
    this.metrics = metrics;
    this.beforeOpen = beforeOpen;
    this.afterOpen = afterOpen;
    this.backoff = new Backoff(options.minBackoff(), options.maxBackoff(), new SplittableRandom());
  }

  ConnectionState state() {
    return state.get();
  }

  /** Now and every change; one that does not keep up misses changes but never the newest state. */
  Multi<ConnectionState> states() {
    // changes first: one between the two subscriptions is then seen twice, not missed
    return Multi.createBy()
        .merging()
        .streams(states, Multi.createFrom().deferred(() -> Multi.createFrom().item(state())))
        .onOverflow()
        .dropPreviousItems();
  }

  /** A client that can send, or null. */
  ModuleClient client() {
    Link link = current.get();
    return link == null ? settingUp : link.client();
  }

  void connect() {
    attemptAfter(Duration.ZERO);
  }

  private void attemptAfter(Duration wait) {
    Infrastructure.getDefaultWorkerPool()
        .schedule(this::attempt, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void attempt() {
    if (state() == ConnectionState.CLOSED) {
      return;
    }
    try {
      opened(open());
    } catch (RuntimeException failure) {
      attemptFailed(failure);
    }
  }

  private Link open() {
    AtomicBoolean lost = new AtomicBoolean();
    ModuleClient client = null;
    try {
      client = Clients.create(environment);
      Link link = new Link(client, lost, System.nanoTime());
      client.setConnectionStatusChangeCallback(change -> statusChanged(link, change), null);
      beforeOpen.prepare(client);
      client.open(false);
      settingUp = client;
      afterOpen.prepare(client);
      return link;
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      settingUp = null;
      lost.set(true);
      if (client != null) {
        client.close();
      }
      throw new EdgeException(
          EdgeException.Reason.NOT_CONNECTED,
          "cannot connect as " + environment + ": " + rootMessage(failure),
          failure);
    }
  }

  private void attemptFailed(RuntimeException failure) {
    metrics.connectFailed();
    if (state() == ConnectionState.CLOSED) {
      return;
    }
    // an absent hub is tried for ever: say why once, not at each attempt
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(lastFailure.getAndSet(reason))) {
      LOG.warn("{}; trying again", reason);
    }
    LOG.debug("connecting failed", failure);
    lock.lock();
    try {
      attemptAfter(backoff.afterFailure());
    } finally {
      lock.unlock();
    }
  }

  /** On the thread that opened it, so that no close in between leaves it open. */
  private void opened(Link link) {
    lock.lock();
    try {
      current.set(link);
      settingUp = null;
      if (state() == ConnectionState.CLOSED) {
        drop(link);
      } else if (link.lost().get()) {
        reconnect(link);
      } else {
        LOG.info("connected as {}", environment);
        lastFailure.set("");
        change(ConnectionState.CONNECTED);
      }
    } finally {
      lock.unlock();
    }
  }

  private void statusChanged(Link link, ConnectionStatusChangeContext change) {
    if (change.getNewStatus() == IotHubConnectionStatus.DISCONNECTED
        && link.lost().compareAndSet(false, true)) {
      // the SDK calls this while it tears its threads down: leave before opening another client
      Infrastructure.getDefaultWorkerPool().execute(() -> reconnect(link));
    }
  }

  private void reconnect(Link link) {
    lock.lock();
    try {
      if (state() != ConnectionState.CLOSED && drop(link)) {
        LOG.warn("lost the connection as {}; connecting again", environment);
        change(ConnectionState.RECONNECTING);
        attemptAfter(backoff.afterLoss(Duration.ofNanos(System.nanoTime() - link.since())));
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean drop(Link link) {
    boolean mine = current.compareAndSet(link, null);
    if (mine) {
      link.lost().set(true);
      link.client().close();
    }
    return mine;
  }

  private void change(ConnectionState next) {
    ConnectionState before = state.getAndUpdate(old -> old == ConnectionState.CLOSED ? old : next);
    if (before != ConnectionState.CLOSED && before != next) {
      metrics.stateChanged(next);
      states.onNext(next);
    }
  }

  @Override
  public void close() {
    change(ConnectionState.CLOSED);
    Link link = current.get();
    if (link != null) {
      drop(link);
    }
    states.onComplete();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
