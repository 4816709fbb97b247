package fettle.ops.local.edge;

import fettle.ops.local.LocalSettings;
import fettle.ops.process.Life;
import fettle.ops.process.Supervisor;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An edgeAgent for each edge device of the local hub. */
public final class EdgeAgents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeAgents.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private final HubRegistry registry;
  private final ModulePrograms programs;
  private final Supervisor supervisor;
  private final Supplier<Optional<Life>> hubProcess;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, EdgeAgent> agents = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("edge-agents").factory());

  /**
   * Begins to look for devices. The hub's authority has to be trusted by this process.
   *
   * @param supervisor runs the modules
   * @param hubProcess the process that plays edgeHub
   */
  public EdgeAgents(
      LocalSettings settings, Supervisor supervisor, Supplier<Optional<Life>> hubProcess) {
    this.registry = new HubRegistry(settings.hubFile());
    this.programs = new ModulePrograms(settings);
    this.supervisor = supervisor;
    this.hubProcess = hubProcess;
    supervisor.onChange(() -> agents.values().forEach(EdgeAgent::wake));
    looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      List<String> devices = registry.edgeDevices();
      for (String device : devices) {
        agents.computeIfAbsent(device, this::agent);
      }
      for (String device : List.copyOf(agents.keySet())) {
        if (!devices.contains(device)) {
          LOG.info("edge device {} is gone; stopping its modules", device);
          agents.remove(device).stopModules();
        }
      }
    } catch (IOException e) {
      LOG.debug("the hub does not answer: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("looking for edge devices failed", e);
    }
  }

  private EdgeAgent agent(String device) {
    LOG.debug("edgeAgent of {} begins", device);
    return new EdgeAgent(
        device, registry, new DeviceModules(device, programs, supervisor), hubProcess, vertx);
  }

  /** Ends the agents; the modules are the supervisor's to stop. */
  @Override
  public void close() throws InterruptedException {
    looks.shutdownNow();
    agents.values().forEach(EdgeAgent::close);
    for (EdgeAgent agent : agents.values()) {
      agent.awaitEnd(END_LIMIT);
    }
    vertx.close();
  }
}
