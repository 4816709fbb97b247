package fettle.emulator.edgehub;

import fettle.emulator.edgehub.route.RouteSink;
import fettle.emulator.edgehub.store.StoredMessage;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.link.Upstream;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.mqtt.InputChannel;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes and stores the messages of one edge device. A message that no route takes is dropped and
 * counted under {@code edge.DEVICE.unrouted}; one whose time is over under {@code
 * edge.DEVICE.ENDPOINT.expired}. What an earlier process left in the store is delivered first, even
 * where no route leads any more. For the event loop.
 */
final class EdgeHub {

  private static final Logger LOG = LoggerFactory.getLogger(EdgeHub.class);

  private static final String UPSTREAM = "upstream";
  private static final String MODULES = "modules";
  private static final long SWEEP_MS = 1_000;

  private final EdgeResources resources;
  private final EdgeSettings settings;
  private final Path folder;
  private final String metricBase;
  private final UpstreamEndpoint upstream;
  private final Map<String, ModuleEndpoint> modules = new HashMap<>();
  private final long sweeper;
  private final Supplier<RouteTable> routes;

  /**
   * @param routes those in force, asked for each message
   */
  EdgeHub(
      String deviceId,
      EdgeResources resources,
      EdgeSettings settings,
      Upstream link,
      Supplier<RouteTable> routes) {
    this.routes = routes;
    this.resources = resources;
    this.settings = settings;
    this.folder = resources.folder().resolve(FolderName.of(deviceId));
    this.metricBase = "edge." + deviceId + ".";
    this.upstream =
        new UpstreamEndpoint(
            resources.vertx(),
            queues(folder.resolve(UPSTREAM), UPSTREAM),
            link,
            resources.metrics(),
            metricBase + UPSTREAM);
    this.sweeper = resources.vertx().setPeriodic(SWEEP_MS, ignored -> dropExpired());
    openLeftovers();
  }

  /**
   * @param output {@code null} when the message names none
   * @return completes when the message is stored for every endpoint that takes it
   */
  Future<Void> accept(DeviceMessage message, String output) {
    List<RouteTable.Entry> matching = routes.get().matching(message, output);
    if (matching.isEmpty()) {
      resources.metrics().count(metricBase + "unrouted");
      return Future.succeededFuture();
    }
    if (matching.size() == 1) {
      return store(message, matching.getFirst());
    }
    return Future.join(matching.stream().map(entry -> store(message, entry)).toList()).mapEmpty();
  }

  private Future<Void> store(DeviceMessage message, RouteTable.Entry entry) {
    long expiresAt = resources.clock().millis() + entry.timeToLive().toMillis();
    return switch (entry.route().sink()) {
      case RouteSink.Upstream() ->
          upstream.queues().append(entry.priority(), new StoredMessage(null, message), expiresAt);
      case RouteSink.ModuleInput(String module, String input) ->
          module(module)
              .queues()
              .append(entry.priority(), new StoredMessage(input, message), expiresAt);
    };
  }

  void opened(String moduleId, InputChannel channel) {
    module(moduleId).opened(channel);
  }

  void closed(String moduleId, InputChannel channel) {
    module(moduleId).closed(channel);
  }

  Future<Void> close() {
    resources.vertx().cancelTimer(sweeper);
    List<Future<Void>> closing = new ArrayList<>();
    closing.add(upstream.queues().close());
    modules.values().forEach(module -> closing.add(module.queues().close()));
    return Future.join(closing).mapEmpty();
  }

  /** Routes name modules without regard to case. */
  private ModuleEndpoint module(String moduleId) {
    String key = moduleId.toLowerCase(Locale.ROOT);
    return modules.computeIfAbsent(
        key,
        name ->
            new ModuleEndpoint(
                resources.vertx(),
                queues(folder.resolve(MODULES).resolve(FolderName.of(name)), name),
                settings.ackTimeout(),
                resources.metrics(),
                metricBase + name));
  }

  private PriorityQueues queues(Path queueFolder, String endpoint) {
    Metrics metrics = resources.metrics();
    String base = metricBase + endpoint;
    PriorityQueues queues =
        new PriorityQueues(
            queueFolder,
            resources,
            settings.maxBytes(),
            count -> metrics.count(base + ".expired", count));
    metrics.gauge(base + ".pendingMessages", queues::pendingMessages);
    metrics.gauge(base + ".pendingBytes", queues::pendingBytes);
    metrics.gauge(base + ".waitingForRoom", queues::waiting);
    return queues;
  }

  private void dropExpired() {
    upstream.queues().dropExpired();
    modules.values().forEach(module -> module.queues().dropExpired());
  }

  /** A queue on disk. */
  private record Leftover(String module, int priority) {}

  private void openLeftovers() {
    resources
        .disk()
        .executeBlocking(() -> leftovers(folder), false)
        .onComplete(
            found ->
                resources
                    .loop()
                    .runOnContext(
                        ignored -> {
                          if (found.failed()) {
                            LOG.error("the store {} cannot be read", folder, found.cause());
                          } else {
                            found.result().forEach(this::open);
                          }
                        }));
  }

  private void open(Leftover leftover) {
    PriorityQueues queues =
        leftover.module() == null ? upstream.queues() : module(leftover.module()).queues();
    queues.open(leftover.priority());
  }

  private static List<Leftover> leftovers(Path folder) throws IOException {
    List<Leftover> found = new ArrayList<>();
    for (String priority : FolderName.idsIn(folder.resolve(UPSTREAM))) {
      found.add(new Leftover(null, Integer.parseInt(priority)));
    }
    Path modules = folder.resolve(MODULES);
    for (String module : FolderName.idsIn(modules)) {
      for (String priority : FolderName.idsIn(modules.resolve(FolderName.of(module)))) {
        found.add(new Leftover(module, Integer.parseInt(priority)));
      }
    }
    return found;
  }
}
