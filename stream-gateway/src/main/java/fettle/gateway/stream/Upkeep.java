package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.store.Descriptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What happens on the clock and at the end: commits for lag displays, late take-overs, the drain.
 */
@ApplicationScoped
class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  private final Assignments assignments;
  private final Lanes lanes;
  private final LogAccess log;
  private final Aside aside;
  private final Descriptions descriptions;
  private final GatewayConfig config;

  Upkeep(
      Assignments assignments,
      Lanes lanes,
      LogAccess log,
      Aside aside,
      Descriptions descriptions,
      GatewayConfig config) {
    this.descriptions = descriptions;
    this.assignments = assignments;
    this.lanes = lanes;
    this.log = log;
    this.aside = aside;
    this.config = config;
  }

  @Scheduled(
      identity = "take-over",
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void takeOver() {
    lanes.takeOverTheRest();
  }

  @Scheduled(
      identity = "commit",
      every = "${gateway.commit-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Assignment assignment : assignments.all()) {
      if (assignment.written() != Assignment.NOTHING) {
        offsets.put(assignment.partition(), new OffsetAndMetadata(assignment.written()));
      }
    }
    return aside.all("commits", offsets.isEmpty() ? List.of() : List.of(log.commit(offsets)));
  }

  /** Limits and sites that people change are used some seconds later. */
  @Scheduled(
      identity = "descriptions",
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> describe() {
    Uni<Void> refreshed =
        Uni.createFrom()
            .<Void>item(
                Unchecked.supplier(
                    () -> {
                      descriptions.refresh();
                      return null;
                    }))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    return aside.all("descriptions", List.of(refreshed));
  }

  /** Finishes the steps in flight before the connector leaves the group. */
  void stop(@Observes ShutdownEvent event) {
    assignments.endAll();
    CompletableFuture<Void> drained = lanes.drained();
    try {
      drained.get(config.drain().toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("drained");
    } catch (TimeoutException e) {
      LOG.warnf(
          "the steps in flight are not done after %s, they will be read again", config.drain());
    } catch (ExecutionException e) {
      LOG.warn("a lane had failed before the stop", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
