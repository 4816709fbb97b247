package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.edge.EdgeAgents;
import fettle.ops.process.Life;
import fettle.ops.process.PidFile;
import fettle.ops.process.Readiness;
import fettle.ops.process.Supervised;
import fettle.ops.process.Supervisor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The system of this machine, run by this process: Redis and the hub side by side, then dashboard
 * and gateway as soon as what they need is there, and edgeAgent for the modules. At most one runs
 * in a folder. What an earlier one left running when it was killed is ended first; its data is
 * kept.
 */
public final class LocalRuntime implements RuntimeHost, AutoCloseable {
  /** In the folder; held as long as a runtime runs there. */
  static final String LOCK = "runtime.lock";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final LocalSettings settings;
  private final Consumer<String> announce;
  private final Parts parts;
  private final PidFile pids;
  private final Supervisor supervisor;
  private final RuntimeFile file;
  private final Instant started = RuntimeFile.startOf(ProcessHandle.current()).orElseThrow();
  private final ReentrantLock closing = new ReentrantLock();
  private final Thread bringUp;
  private FileChannel held;
  private volatile EdgeAgents agents;
  private volatile boolean closed;
  private volatile String startTrouble;

  /**
   * @param announce takes one line for a person whenever a process dies, comes back or is given up
   */
  public LocalRuntime(LocalSettings settings, Consumer<String> announce) {
    this.settings = settings;
    this.announce = announce;
    this.parts = new Parts(settings);
    this.pids = new PidFile(settings.pids());
    this.supervisor = new Supervisor(announce, pids);
    this.file = new RuntimeFile(settings.folder());
    this.bringUp = Thread.ofPlatform().daemon().name("bring-up").unstarted(this::bringUp);
  }

  @Override
  public void start() {
    hold();
    int leftovers = pids.endLeftovers();
    if (leftovers > 0) {
      announce.accept("ended " + leftovers + " processes that an earlier run left behind");
    }
    PortCheck.requireFree(settings);
    forgetEarlierHub();
    supervisor.onChange(this::write);
    supervisor.start(parts.redis());
    supervisor.start(parts.hub());
    bringUp.start();
  }

  private void hold() {
    Path lock = settings.folder().resolve(LOCK);
    try {
      Files.createDirectories(settings.logs());
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        held = channel;
        return;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("this process has a runtime in " + settings.folder(), e);
    } catch (IOException e) {
      throw new Failure(settings.folder() + " cannot be written: " + e.getMessage(), e);
    }
    throw new Failure("another runtime runs in " + settings.folder() + " (it holds " + lock + ")");
  }

  /** A killed hub leaves its file, and nobody is to take it for a sign that this one is ready. */
  private void forgetEarlierHub() {
    try {
      Files.deleteIfExists(settings.hubFile());
    } catch (IOException e) {
      throw new Failure(settings.hubFile() + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private void bringUp() {
    try {
      supervisor.await(
          process(Parts.REDIS),
          Readiness.listening(settings.address(settings.ports().redis())),
          START_LIMIT);
      supervisor.start(parts.dashboard());
      supervisor.await(process(Parts.HUB), Readiness.fileWritten(settings.hubFile()), START_LIMIT);
      HubInfo hub = HubInfo.read(settings.hubFile());
      HubTrust.use(hub.caCertificate());
      supervisor.start(parts.gateway(hub));
      agents = new EdgeAgents(settings, supervisor, this::hubLife);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | IOException | RuntimeException e) {
      if (!closed) {
        startTrouble = e.getMessage();
        announce.accept("the runtime cannot come up: " + e.getMessage());
      }
    }
  }

  /**
   * Starts the worker, after the system is up: nobody waits for it while the others start.
   *
   * @throws Failure when the system does not come up
   */
  public void startWorker() throws InterruptedException {
    Waiting.until(
        Readiness.healthy(settings.http(settings.ports().gateway(), "/q/health/ready")),
        this,
        START_LIMIT,
        "the gateway",
        settings.log(Parts.GATEWAY).toString());
    supervisor.start(parts.worker());
  }

  private Supervised process(String name) {
    return supervisor.processes().stream()
        .filter(process -> process.spec().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " was not started"));
  }

  private Optional<Life> hubLife() {
    return supervisor.processes().stream()
        .filter(process -> process.spec().name().equals(Parts.HUB))
        .map(Supervised::life)
        .findFirst();
  }

  private RuntimeState state() {
    return new RuntimeState(
        ProcessHandle.current().pid(),
        started,
        settings,
        supervisor.processes().stream().map(RuntimeState.Part::of).toList());
  }

  private void write() {
    if (!closed) {
      file.write(state());
    }
  }

  @Override
  public Optional<RuntimeState> running() {
    return held == null || closed ? Optional.empty() : Optional.of(state());
  }

  @Override
  public Optional<String> trouble() {
    return supervisor.failure().isCompletedExceptionally()
        ? Optional.of(supervisor.failure().exceptionNow().getMessage())
        : Optional.ofNullable(startTrouble);
  }

  /**
   * Waits until there is no use in going on.
   *
   * @return why
   */
  public String awaitTrouble() throws InterruptedException {
    while (trouble().isEmpty()) {
      Thread.sleep(Duration.ofMillis(200));
    }
    return trouble().get();
  }

  @Override
  public void stop() throws InterruptedException {
    closing.lock();
    try {
      if (held == null || closed) {
        return;
      }
      closed = true;
      bringUp.interrupt();
      if (agents != null) {
        agents.close();
      }
      supervisor.close();
      file.delete();
      held.close();
    } catch (IOException e) {
      throw new Failure("the lock of " + settings.folder() + " cannot be given back", e);
    } finally {
      closing.unlock();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
