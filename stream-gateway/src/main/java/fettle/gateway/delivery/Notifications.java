package fettle.gateway.delivery;

import fettle.gateway.alarm.AlarmStep;
import fettle.gateway.notify.HubEvent;
import fettle.gateway.notify.Notice;
import fettle.gateway.notify.Router;
import fettle.gateway.store.DecisionReader;
import fettle.gateway.store.Descriptions;
import fettle.gateway.store.Outbox;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.notify.EndpointStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings notices from steps and from the store to their endpoints, and says how that goes. */
@ApplicationScoped
public class Notifications {
  private static final Logger LOG = Logger.getLogger(Notifications.class);

  private final Router router;
  private final Map<String, EndpointQueue> queues;
  private final Outbox outbox;
  private final DecisionReader decisions;
  private final Quiet quiet;
  private final InstantSource clock;

  Notifications(
      Endpoints endpoints,
      Descriptions descriptions,
      Outbox outbox,
      DecisionReader decisions,
      InstantSource clock,
      MeterRegistry registry) {
    this.router = new Router(endpoints.routes(), descriptions);
    this.outbox = outbox;
    this.decisions = decisions;
    this.clock = clock;
    this.quiet = new Quiet();
    this.queues = endpoints.queues(quiet, clock, registry);
    queues
        .values()
        .forEach(
            queue ->
                registry.gauge(
                    "gateway.notifications.pending",
                    Tags.of("endpoint", queue.name()),
                    queue,
                    EndpointQueue::pending));
  }

  /** Who is to be told of what a step did; to be written with it. */
  public List<Notice> notices(AlarmStep step) {
    return router.notices(step, clock.millis());
  }

  /** Who is to be told of what happened to the hub's warnings; to be written before it is told. */
  public List<Notice> notices(List<HubEvent> events) {
    return router.notices(events);
  }

  /**
   * Takes notices that are in the store.
   *
   * @param isOurs whether this gateway still has the partition, as it does now
   */
  public void take(int partition, List<Notice> notices, BooleanSupplier isOurs) {
    take(notices, isOurs, field -> outbox.remove(partition, field));
  }

  /**
   * Takes notices of the hub's warnings that are in the store.
   *
   * @param isOurs whether it is still this gateway that tells them
   */
  public void takeOfHub(List<Notice> notices, BooleanSupplier isOurs) {
    take(notices, isOurs, outbox::removeOfHub);
  }

  private void take(List<Notice> notices, BooleanSupplier isOurs, Consumer<String> remove) {
    for (Notice notice : notices) {
      EndpointQueue queue = queues.get(notice.endpoint());
      if (queue == null) {
        LOG.warnf(
            "endpoint=%s: is not in the settings any more, what waits for it is let go of",
            notice.endpoint());
        remove.accept(notice.field());
      } else {
        queue.add(notice, isOurs, () -> remove.accept(notice.field()));
      }
    }
  }

  /** An endpoint is told nothing before it is known what is silenced. */
  @Scheduled(
      identity = "notify",
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    return queues.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .item(this::readDecisions)
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .invoke(
                read -> {
                  if (read) {
                    queues.values().forEach(EndpointQueue::work); // each for itself
                  }
                })
            .replaceWithVoid();
  }

  private boolean readDecisions() {
    try {
      quiet.take(decisions.more());
      return true;
    } catch (StoreAway e) {
      LOG.debugf("what is silenced is not known, nobody is told: %s", e.getMessage());
      return false;
    }
  }

  /** Writes how the endpoints are getting on. */
  @Scheduled(
      identity = "notify-status",
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tell() {
    List<EndpointStatus> statuses = new ArrayList<>();
    queues
        .values()
        .forEach(queue -> statuses.add(queue.counts().status(queue.pending(), clock.millis())));
    if (statuses.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    CompletionStage<?> told = outbox.tell(statuses);
    return Uni.createFrom()
        .completionStage(told)
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.debugf("how endpoints are getting on is not told: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
