package fettle.gateway.stream;

import fettle.gateway.alarm.AlarmStep;
import fettle.gateway.delivery.Notifications;
import fettle.gateway.notify.Notice;
import fettle.gateway.store.Outbox;
import fettle.gateway.store.PartitionStore;
import fettle.gateway.store.StoreAway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a lane does so that others are told of its partition's alarms. */
@ApplicationScoped
class Telling {
  private final Notifications notifications;
  private final Outbox outbox;
  private final PartitionStore store;

  Telling(Notifications notifications, Outbox outbox, PartitionStore store) {
    this.notifications = notifications;
    this.outbox = outbox;
    this.store = store;
  }

  /** Reads, once an ownership, which alarms there are, and goes on telling what was not told. */
  void load(Ownership ownership, Assignment assignment) throws StoreAway {
    if (ownership.memory().alarms().isLoaded()) {
      return;
    }
    List<Notice> waiting = outbox.waiting(ownership.memory().partition());
    store.loadAlarms(ownership.memory());
    told(assignment, ownership, waiting);
  }

  /** Who is to be told of what a step did; to be written with it. */
  List<Notice> notices(AlarmStep step) {
    return notifications.notices(step);
  }

  /** Takes notices that are in the store. */
  @SuppressWarnings("ReferenceEquality") // another ownership takes them from the store itself
  void told(Assignment assignment, Ownership ownership, List<Notice> notices) {
    BooleanSupplier isOurs = () -> assignment.ownership() == ownership && !assignment.hasEnded();
    notifications.take(ownership.memory().partition(), notices, isOurs);
  }
}
