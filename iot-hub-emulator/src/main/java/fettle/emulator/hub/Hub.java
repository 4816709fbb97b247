package fettle.emulator.hub;

import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.metrics.Metrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes device-to-cloud messages as IoT Hub does: checks, stamps, enriches, routes.
 *
 * <p>At least once: the sender learns of success when every endpoint that matched has the message;
 * when one of several failed, sending again repeats it at the others. Messages of one device keep
 * their order. A message that breaks a limit is refused for good and counted; one that no route
 * takes is dropped and counted, as in Azure; what is beyond the quota or the throttle is not taken
 * and fails with an {@link OverLimitException}.
 */
public final class Hub implements MessageSink {

  /**
   * Bytes of messages that are on their way into endpoints; beyond it senders are told to wait. Far
   * below the memory that the built-in endpoint's producer has, which would else block its caller.
   */
  static final int MAX_BYTES_IN_FLIGHT = 32 << 20;

  /** What a message takes besides its own bytes: stamps, headers, bookkeeping. */
  static final int BYTES_PER_MESSAGE = 2_048;

  private final IdentityRegistry registry;
  private final HubRoutes routes;
  private final Enricher enricher;
  private final Map<String, Endpoint> endpoints;
  private final int partitions;
  private final InstantSource clock;
  private final Meter meter;
  private final Semaphore room = new Semaphore(MAX_BYTES_IN_FLIGHT);
  private final Metrics metrics;

  /**
   * @param name what {@code $iothubname} stamps
   * @param partitions of the built-in endpoint
   * @param meter of what may be taken
   * @param metrics gets {@code hub.*} and {@code endpoint.*}
   * @throws IllegalArgumentException when a route leads nowhere or there are too many enrichments
   */
  public Hub(
      String name,
      IdentityRegistry registry,
      TwinStore twins,
      HubRoutes routes,
      List<Enrichment> enrichments,
      List<Endpoint> endpoints,
      int partitions,
      InstantSource clock,
      Meter meter,
      Metrics metrics) {
    this.registry = registry;
    this.routes = routes;
    this.enricher = new Enricher(name, enrichments, twins);
    this.endpoints =
        endpoints.stream()
            .collect(Collectors.toUnmodifiableMap(Endpoint::name, Function.identity()));
    this.partitions = partitions;
    this.clock = clock;
    this.meter = meter;
    this.metrics = metrics;
    routes.check(this.endpoints);
    metrics.gauge("hub.in-flight.bytes", () -> MAX_BYTES_IN_FLIGHT - room.availablePermits());
    metrics.gauge("hub.quota.used", meter::used);
    metrics.gauge("hub.quota.limit", () -> meter.allowance().messages());
    showAtZero();
  }

  /** What was never counted yet is shown all the same. */
  private void showAtZero() {
    for (String fact : List.of("accepted", "metered", "busy", "over-limit", "dropped.no-route")) {
      metrics.count("hub." + fact, 0);
    }
    for (Endpoint endpoint : endpoints.values()) {
      metrics.count(counterOf(endpoint, "written"), 0);
      metrics.count(counterOf(endpoint, "failed"), 0);
      metrics.count(counterOf(endpoint, "full"), 0);
    }
  }

  @Override
  public CompletionStage<Void> accept(DeviceMessage message) {
    Optional<Identity> sender =
        registry.find(message.deviceId(), message.moduleId()).filter(Identity::enabled);
    if (sender.isEmpty()) {
      return refused("unknown-sender", "there is no " + message.sender());
    }
    Optional<MessageLimits.Broken> broken = MessageLimits.check(message);
    if (broken.isPresent()) {
      return refused(broken.get().rule(), broken.get().detail());
    }
    Optional<String> objection = meter.objection();
    if (objection.isPresent()) {
      metrics.count("hub.over-limit");
      return CompletableFuture.failedStage(new OverLimitException(objection.get()));
    }
    HubMessage stamped = stamped(message, sender.get());
    List<Endpoint> targets = routes.endpointsOf(stamped).stream().map(endpoints::get).toList();
    for (Endpoint target : targets) {
      if (!target.hasRoom()) {
        metrics.count(counterOf(target, "full"));
        return busy("the endpoint " + target.name() + " is full");
      }
    }
    int size = MessageLimits.size(message);
    if (!room.tryAcquire(size + BYTES_PER_MESSAGE)) {
      return busy(MAX_BYTES_IN_FLIGHT + " bytes are in flight");
    }
    return deliver(stamped, targets)
        .whenComplete(
            (done, failure) -> {
              room.release(size + BYTES_PER_MESSAGE);
              if (failure == null) {
                metrics.count("hub.accepted");
                metrics.count("hub.metered", meter.took(size));
              }
            });
  }

  private HubMessage stamped(DeviceMessage message, Identity sender) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new HubMessage(
        message,
        message.properties(),
        sender.generationId(),
        now,
        DevicePartition.of(message.deviceId(), partitions));
  }

  private CompletionStage<Void> deliver(HubMessage message, List<Endpoint> targets) {
    if (targets.isEmpty()) {
      metrics.count("hub.dropped.no-route");
      return CompletableFuture.completedStage(null);
    }
    return CompletableFuture.allOf(
        targets.stream()
            .map(target -> write(target, message).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletionStage<Void> write(Endpoint endpoint, HubMessage message) {
    CompletionStage<Void> written;
    try {
      written = endpoint.write(enricher.enriched(message, endpoint.name()));
    } catch (RuntimeException failed) {
      written = CompletableFuture.failedStage(failed);
    }
    return written.whenComplete(
        (done, failure) ->
            metrics.count(counterOf(endpoint, failure == null ? "written" : "failed")));
  }

  private static String counterOf(Endpoint endpoint, String fact) {
    return "endpoint." + endpoint.name() + "." + fact;
  }

  private CompletionStage<Void> busy(String why) {
    metrics.count("hub.busy");
    return CompletableFuture.failedStage(new HubBusyException(why));
  }

  private CompletionStage<Void> refused(String rule, String detail) {
    metrics.count("hub.refused." + rule);
    return CompletableFuture.failedStage(new MessageRefusedException(rule + ": " + detail));
  }
}
