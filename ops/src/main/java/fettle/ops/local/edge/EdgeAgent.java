package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.process.Life;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * edgeAgent of one device: brings its modules to what the hub wants, and reports. Without the hub
 * it leaves its modules as they are and tries to come back; that is how a device on a bad line
 * behaves.
 */
final class EdgeAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeAgent.class);

  /** After which the twin is read again, should a notification have been lost. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final Duration RECONNECT = Duration.ofSeconds(1);

  /** A hub that restarts is away for some attempts; that is nothing to tell. */
  private static final int TELL_AFTER = 30;

  private final String device;
  private final HubRegistry registry;
  private final DeviceModules modules;
  private final Supplier<Optional<Life>> hubProcess;
  private final Vertx vertx;
  private final Instant since = Instant.now();
  private final Semaphore wakes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /** What was last established; kept when the desired properties become unusable. */
  private Map<String, ModuleSpec> wanted = Map.of();

  private JsonNode system = MissingNode.getInstance();

  /**
   * @param hubProcess the process that plays edgeHub
   */
  EdgeAgent(
      String device,
      HubRegistry registry,
      DeviceModules modules,
      Supplier<Optional<Life>> hubProcess,
      Vertx vertx) {
    this.device = device;
    this.registry = registry;
    this.modules = modules;
    this.hubProcess = hubProcess;
    this.vertx = vertx;
    this.thread = Thread.ofPlatform().daemon().name("edge-agent-" + device).start(this::run);
  }

  /** A process started, died or stopped. */
  void wake() {
    wakes.release();
  }

  private void run() {
    int failures = 0;
    try {
      while (!closed) {
        try (AgentTwin twin = connect()) {
          failures = 0;
          serve(twin);
        } catch (IOException e) {
          failures++;
          if (failures == TELL_AFTER) {
            LOG.warn("edgeAgent of {} cannot reach the hub: {}", device, e.toString());
          }
        } catch (RuntimeException e) {
          LOG.warn("edgeAgent of {} failed; it begins again", device, e);
        }
        pause(RECONNECT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AgentTwin connect() throws IOException, InterruptedException {
    HubRegistry.ModuleIdentity own = registry.modules(device).get(AgentTwin.MODULE);
    if (own == null) {
      throw new IOException(device + " has no " + AgentTwin.MODULE);
    }
    return AgentTwin.connect(vertx, registry.hub(), device, own.key(), this::wake);
  }

  private void serve(AgentTwin twin) throws IOException, InterruptedException {
    while (!closed && twin.isConnected()) {
      JsonNode properties = twin.get();
      AgentReport.Seen seen = establish(DesiredModules.parse(properties.path("desired")));
      ObjectNode patch =
          AgentReport.patch(
              properties.path("reported"),
              AgentReport.of(seen, modules.states(wanted), system, hubProcess.get(), since));
      if (!patch.isEmpty()) {
        twin.report(patch);
      }
      pause(LOOK_AGAIN);
    }
  }

  private AgentReport.Seen establish(DesiredModules desired)
      throws IOException, InterruptedException {
    return switch (desired) {
      case DesiredModules.Unusable unusable ->
          new AgentReport.Seen(unusable.version(), unusable.code(), unusable.why());
      case DesiredModules.Deployed deployed -> {
        Map<String, String> generations =
            registry.modules(device).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().generation()));
        wanted = deployed.modules();
        system = deployed.system();
        modules.establish(registry.hub(), wanted, generations);
        String trouble = modules.trouble();
        yield new AgentReport.Seen(
            deployed.version(),
            trouble.isEmpty() ? DesiredModules.OK : DesiredModules.FAILED,
            trouble);
      }
    };
  }

  /** Waits for something to happen, at most so long. */
  private void pause(Duration longest) throws InterruptedException {
    if (wakes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
  }

  /** Stops its modules too: called when the device is gone. */
  void stopModules() throws InterruptedException {
    close();
    thread.join();
    modules.stopAll();
  }

  /** Waits until it is done with what it does now, at most so long. */
  void awaitEnd(Duration longest) throws InterruptedException {
    thread.join(longest);
  }

  /** Ends the agent; its modules go on. */
  @Override
  public void close() {
    closed = true;
    wake();
  }
}
