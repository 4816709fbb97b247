package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.fixtures.Settings;
import fettle.gateway.health.Ending;
import fettle.gateway.health.Trouble;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.RollupRules;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A consumer in memory with one partition, and the parts around it. */
final class LanesParts {
  static final TopicPartition PARTITION = new TopicPartition("telemetry", 0);
  static final RollupRules RULES =
      new RollupRules(
          List.of(new Tier(1000, 3_600_000), new Tier(10_000, 21_600_000)),
          300_000,
          100,
          16,
          8,
          64,
          DriftRules.DEFAULT);

  final GatewayConfig config = Settings.with(Map.of());
  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final IngestMetrics metrics = new IngestMetrics(registry, RULES);
  final Trouble trouble = new Trouble(registry);
  final Ending ending = new Ending(code -> {});
  final Persistence persistence = new Persistence(config, trouble, metrics);
  final Queue<KafkaException> failures = new ArrayDeque<>();
  final LogAccess log = new OnThisThread();
  final StreamIdentity identity = new Named();

  LanesParts(long logStart, long logEnd) {
    consumer.updatePartitions(
        PARTITION.topic(),
        List.of(
            new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[] {}, new Node[] {})));
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, logStart));
    consumer.updateEndOffsets(Map.of(PARTITION, logEnd));
  }

  /**
   * Runs work for the polling thread here; fails first with what is queued in {@link #failures}.
   */
  private final class OnThisThread extends LogAccess {
    OnThisThread() {
      super(null);
    }

    @Override
    <T> T onPollingThread(Function<Consumer<byte[], byte[]>, T> work) {
      KafkaException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return work.apply(consumer);
    }
  }

  private final class Named extends StreamIdentity {
    Named() {
      super(log, config, RULES);
    }

    @Override
    StreamInfo of(String topic, int partitions) {
      return new StreamInfo("hub", topic, "cluster", partitions, RULES.tiers());
    }
  }

  static Assignment assignment() {
    return new Assignment(PARTITION);
  }

  static Ownership ownership(OffsetGuard guard) {
    PartitionMemory memory = new PartitionMemory(0, RULES, 0, Map.of(), 1 << 20);
    return new Ownership(1, memory, guard, OptionalLong.empty());
  }

  static List<ConsumerRecord<byte[], byte[]>> records(long from, long to) {
    return new ArrayList<>(LongStream.rangeClosed(from, to).mapToObj(LanesParts::record).toList());
  }

  static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>(PARTITION.topic(), 0, offset, null, new byte[0]);
  }

  double count(String counter) {
    return registry.counter(counter).count();
  }
}
