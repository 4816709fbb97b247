package fettle.gateway.stream;

import fettle.gateway.delivery.Notifications;
import fettle.gateway.notify.HubChanges;
import fettle.gateway.notify.Notice;
import fettle.gateway.store.HubStore;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.hub.HubUsage;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/**
 * Tells others of the hub's quota and throttling, as the worker measured them. The owner of the
 * first partition does it, so that of several gateways one does; whoever takes it over goes on.
 */
@ApplicationScoped
class HubTelling {
  private static final Logger LOG = Logger.getLogger(HubTelling.class);
  private static final int FIRST = 0;

  private final Assignments assignments;
  private final Notifications notifications;
  private final HubStore store;
  private final InstantSource clock;

  /** Whose notices were taken from the store. */
  private Ownership loaded;

  private volatile Optional<HubUsage> newest = Optional.empty();

  HubTelling(
      Assignments assignments,
      Notifications notifications,
      HubStore store,
      InstantSource clock,
      MeterRegistry registry) {
    this.assignments = assignments;
    this.notifications = notifications;
    this.store = store;
    this.clock = clock;
    registry.gauge("gateway.hub.messages.used", this, it -> it.gauge(HubUsage::used));
    registry.gauge("gateway.hub.messages.limit", this, it -> it.gauge(HubUsage::limit));
    registry.gauge("gateway.hub.throttled", this, it -> it.gauge(HubUsage::throttled));
  }

  private double gauge(ToLongFunction<HubUsage> value) {
    return newest
        .filter(usage -> !usage.isStale(clock.millis()))
        .map(usage -> (double) value.applyAsLong(usage))
        .orElse(Double.NaN);
  }

  @Scheduled(
      identity = "hub-usage",
      every = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Assignment assignment = assignments.of(FIRST);
    Ownership ownership = assignment == null ? null : assignment.ownership();
    if (ownership == null || assignment.hasEnded()) {
      newest = Optional.empty();
      return;
    }
    try {
      tell(ownership, () -> isStill(assignment, ownership));
    } catch (StoreAway e) {
      LOG.debugf("the hub's warnings are told later: %s", e.getMessage());
    }
  }

  @SuppressWarnings("ReferenceEquality") // another ownership takes them from the store itself
  private static boolean isStill(Assignment assignment, Ownership ownership) {
    return assignment.ownership() == ownership && !assignment.hasEnded();
  }

  @SuppressWarnings("ReferenceEquality")
  private void tell(Ownership ownership, BooleanSupplier isOurs) throws StoreAway {
    if (loaded != ownership) {
      notifications.takeOfHub(store.waiting(), isOurs);
      loaded = ownership;
    }
    newest = store.usage();
    if (newest.isEmpty() || newest.get().isStale(clock.millis())) {
      return;
    }
    Optional<HubUsage> told = store.told();
    HubChanges changes = HubChanges.between(told, newest.get(), clock.millis());
    if (changes.events().isEmpty()) {
      return;
    }
    List<Notice> notices = notifications.notices(changes.events());
    if (store.tell(told, changes.told(), notices)) {
      notifications.takeOfHub(notices, isOurs);
    }
  }
}
