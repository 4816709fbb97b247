package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.health.Ending;
import fettle.gateway.rollup.LostRecords;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.store.Claim;
import fettle.gateway.store.PartitionStore;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.StoreGate;
import fettle.telemetry.store.StreamInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes a partition over: asks the store for a new epoch, and seeks to the store's offset. At an
 * assignment that happens on the consumer's thread, so no record is fetched before the seek. What
 * was not possible then is done by the partition's lane: only the log is asked on the consumer's
 * thread, where waiting for the store would end this consumer's membership of the group.
 */
@ApplicationScoped
class TakeOver {
  /** No record has been fetched yet. */
  static final long NOTHING_SEEN = -1;

  private static final Logger LOG = Logger.getLogger(TakeOver.class);

  private final PartitionStore store;
  private final StoreGate gate;
  private final StreamIdentity identity;
  private final LogAccess log;
  private final RollupRules rules;
  private final IngestMetrics metrics;
  private final Ending ending;
  private final long cacheBytes;

  TakeOver(
      PartitionStore store,
      StoreGate gate,
      StreamIdentity identity,
      LogAccess log,
      RollupRules rules,
      IngestMetrics metrics,
      Ending ending,
      GatewayConfig config) {
    this.store = store;
    this.gate = gate;
    this.identity = identity;
    this.log = log;
    this.rules = rules;
    this.metrics = metrics;
    this.ending = ending;
    this.cacheBytes = config.bounds().cache().asLongValue();
  }

  /**
   * Tries once, on the consumer's thread, right after the assignment.
   *
   * @return the ownership, or empty when this gateway must not write this store at all
   * @throws StoreAway when the store did not answer
   * @throws KafkaException when the broker did not
   */
  Optional<Ownership> atOnce(Consumer<?, ?> consumer, TopicPartition partition) throws StoreAway {
    String topic = partition.topic();
    StreamInfo stream = identity.of(topic, StreamIdentity.partitions(consumer, topic));
    return claim(partition, stream)
        .flatMap(claim -> position(consumer, partition, claim, NOTHING_SEEN));
  }

  /**
   * Tries once, on a lane, some time after the assignment. Records fetched meanwhile come back
   * after the seek.
   *
   * @param lastSeen highest offset this consumer may already have fetched, or {@link #NOTHING_SEEN}
   * @return the ownership, or empty when the assignment ended or the gateway refuses to run
   * @throws StoreAway when the store did not answer
   * @throws KafkaException when the broker did not
   */
  Optional<Ownership> late(Assignment assignment, long lastSeen) throws StoreAway {
    TopicPartition partition = assignment.partition();
    String topic = partition.topic();
    OptionalInt partitions =
        log.onPollingThread(
            consumer ->
                isDue(consumer, assignment)
                    ? OptionalInt.of(StreamIdentity.partitions(consumer, topic))
                    : OptionalInt.empty());
    if (partitions.isEmpty()) {
      return present(assignment);
    }
    Optional<Claim> claim = claim(partition, identity.of(topic, partitions.getAsInt()));
    return claim.flatMap(
        claimed ->
            log.onPollingThread(
                consumer ->
                    isDue(consumer, assignment)
                        ? position(consumer, partition, claimed, lastSeen)
                        : present(assignment)));
  }

  /** Whether it is still ours and nobody has taken it over; exact on the consumer's thread only. */
  private static boolean isDue(Consumer<?, ?> consumer, Assignment assignment) {
    return !assignment.hasEnded()
        && assignment.ownership() == null
        && consumer.assignment().contains(assignment.partition());
  }

  private static Optional<Ownership> present(Assignment assignment) {
    return assignment.hasEnded() ? Optional.empty() : Optional.ofNullable(assignment.ownership());
  }

  private Optional<Claim> claim(TopicPartition partition, StreamInfo stream) throws StoreAway {
    Optional<String> refused = gate.refusal(stream);
    if (refused.isPresent()) {
      ending.refuse(refused.get());
      return Optional.empty();
    }
    return Optional.of(store.claim(partition.partition()));
  }

  private Optional<Ownership> position(
      Consumer<?, ?> consumer, TopicPartition partition, Claim claim, long lastSeen) {
    long logStart = LogAccess.start(consumer, partition);
    long logEnd = LogAccess.end(consumer, partition);
    PartitionMemory memory =
        new PartitionMemory(
            partition.partition(), rules, claim.machines(), claim.rejected(), cacheBytes);
    return switch (StartPosition.of(claim.offset(), logStart, logEnd)) {
      case StartPosition.At at ->
          Optional.of(start(consumer, partition, claim, memory, at.offset(), lastSeen));
      case StartPosition.AfterLoss gap -> {
        reportLoss(partition, gap.lost());
        memory.noteLost(gap.lost());
        yield Optional.of(start(consumer, partition, claim, memory, gap.lost().to(), lastSeen));
      }
      case StartPosition.Backwards backwards -> {
        refuseBackwards(partition, backwards.stored(), backwards.logEnd());
        yield Optional.empty();
      }
    };
  }

  private Ownership start(
      Consumer<?, ?> consumer,
      TopicPartition partition,
      Claim claim,
      PartitionMemory memory,
      long offset,
      long lastSeen) {
    consumer.seek(partition, offset);
    metrics.tookOver();
    LOG.infof(
        "partition=%d epoch=%d offset=%d: taken over",
        (Object) partition.partition(), claim.epoch(), offset);
    OffsetGuard guard =
        lastSeen == NOTHING_SEEN ? OffsetGuard.at(offset) : OffsetGuard.seekingTo(offset, lastSeen);
    OptionalLong stored = claim.offset();
    return new Ownership(claim.epoch(), memory, guard, stored);
  }

  /** Says aloud that retention removed records before they were read. */
  void reportLoss(TopicPartition partition, LostRecords lost) {
    metrics.lost(lost.count());
    LOG.errorf(
        "partition=%d: offsets %d to %d were gone from the stream before they were read: "
            + "the rollups miss %d records (the lake has them)",
        (Object) partition.partition(), lost.from(), lost.to() - 1, lost.count());
  }

  /** Ends the gateway: this is not the log that the store was filled from. */
  void refuseBackwards(TopicPartition partition, long stored, long logEnd) {
    ending.refuse(
        "the store has read partition %d up to offset %d, but the stream ends at %d: it was created anew; "
                .formatted(partition.partition(), stored, logEnd)
            + "use another Redis (or database), or empty this one");
  }
}
