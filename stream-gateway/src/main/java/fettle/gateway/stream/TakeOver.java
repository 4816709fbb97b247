package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.health.Refusal;
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
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes a partition over: asks the store for a new epoch, and seeks to the store's offset. Runs on
 * the consumer's thread, so no record is fetched in between.
 */
@ApplicationScoped
class TakeOver {
  private static final Logger LOG = Logger.getLogger(TakeOver.class);

  private final PartitionStore store;
  private final StoreGate gate;
  private final StreamIdentity identity;
  private final RollupRules rules;
  private final IngestMetrics metrics;
  private final Refusal refusal;
  private final long cacheBytes;

  TakeOver(
      PartitionStore store,
      StoreGate gate,
      StreamIdentity identity,
      RollupRules rules,
      IngestMetrics metrics,
      Refusal refusal,
      GatewayConfig config) {
    this.store = store;
    this.gate = gate;
    this.identity = identity;
    this.rules = rules;
    this.metrics = metrics;
    this.refusal = refusal;
    this.cacheBytes = config.bounds().cache().asLongValue();
  }

  /**
   * Tries once.
   *
   * @param lastSeen highest offset this consumer may already have fetched, or -1
   * @return the ownership, or empty when this gateway must not write this store at all
   * @throws StoreAway when the store did not answer
   * @throws KafkaException when the broker did not
   */
  Optional<Ownership> attempt(Consumer<?, ?> consumer, TopicPartition partition, long lastSeen)
      throws StoreAway {
    StreamInfo stream = identity.of(consumer, partition.topic());
    Optional<String> refused = gate.refusal(stream);
    if (refused.isPresent()) {
      refusal.refuse(refused.get());
      return Optional.empty();
    }
    Claim claim = store.claim(partition.partition());
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
        lastSeen < 0 ? OffsetGuard.at(offset) : OffsetGuard.seekingTo(offset, lastSeen);
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
    refusal.refuse(
        "the store has read partition %d up to offset %d, but the stream ends at %d: it was created anew; "
                .formatted(partition.partition(), stored, logEnd)
            + "use another Redis (or database), or empty this one");
  }
}
