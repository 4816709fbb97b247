package fettle.gateway.stream;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.rollup.SilenceWatch.Found;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Looks now and then for machines that have fallen silent, in two rounds over the lanes: first all
 * look, and then, unless so many are silent that it must be an outage, each writes what it found.
 */
@ApplicationScoped
class SilenceCheck {
  private static final Logger LOG = Logger.getLogger(SilenceCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Assignments assignments;
  private final Lanes lanes;
  private final LogAccess log;
  private final SilenceWork work;
  private final AlarmRules rules;
  private final AtomicInteger withheld = new AtomicInteger();

  SilenceCheck(
      Assignments assignments,
      Lanes lanes,
      LogAccess log,
      SilenceWork work,
      AlarmRules rules,
      MeterRegistry registry) {
    this.assignments = assignments;
    this.lanes = lanes;
    this.log = log;
    this.work = work;
    this.rules = rules;
    registry.gauge("gateway.alarms.withheld", withheld);
  }

  /** A partition, and what was found there. */
  private record Look(Assignment assignment, Found found) {}

  @Scheduled(
      identity = "silence",
      every = "${gateway.alarm.offline.check-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> check() {
    List<Assignment> owned =
        assignments.all().stream()
            .filter(each -> each.ownership() != null && !each.hasEnded())
            .toList();
    if (owned.isEmpty()) {
      withheld.set(0);
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .item(() -> ends(owned))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(ends -> Uni.createFrom().completionStage(() -> look(owned, ends)))
        .chain(looks -> Uni.createFrom().completionStage(() -> write(looks)))
        .replaceWithVoid();
  }

  /** Where the stream ends; empty when it does not answer. */
  private Map<TopicPartition, Long> ends(List<Assignment> owned) {
    List<TopicPartition> partitions = owned.stream().map(Assignment::partition).toList();
    try {
      return log.onPollingThread(consumer -> ends(consumer, partitions));
    } catch (KafkaException e) {
      LOG.debugf("the stream does not answer, silence is not judged: %s", e.getMessage());
      return Map.of();
    }
  }

  private static Map<TopicPartition, Long> ends(
      Consumer<?, ?> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, PATIENCE);
  }

  private CompletableFuture<List<Look>> look(
      List<Assignment> owned, Map<TopicPartition, Long> ends) {
    List<CompletableFuture<Optional<Look>>> looks = new ArrayList<>();
    for (Assignment assignment : owned) {
      Long end = ends.get(assignment.partition());
      OptionalLong known = end == null ? OptionalLong.empty() : OptionalLong.of(end);
      looks.add(
          lanes.submit(
              assignment,
              () -> work.look(assignment, known).map(found -> new Look(assignment, found))));
    }
    return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> looks.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
  }

  private CompletableFuture<Void> write(List<Look> looks) {
    int silent = looks.stream().mapToInt(look -> look.found().silent().size()).sum();
    int machines = looks.stream().mapToInt(look -> look.found().machines()).sum();
    boolean isOutage = rules.offline().isOutage(silent, machines);
    int before = withheld.getAndSet(isOutage ? silent : 0);
    if (isOutage && before == 0) {
      LOG.warnf(
          "%d of %d machines are silent at once: taken for an outage on their way, no alarm is raised",
          silent, machines);
    }
    return CompletableFuture.allOf(
        looks.stream()
            .map(
                look ->
                    lanes.submit(
                        look.assignment(),
                        () -> {
                          work.write(look.assignment(), look.found(), isOutage);
                          return Optional.empty();
                        }))
            .toArray(CompletableFuture<?>[]::new));
  }
}
