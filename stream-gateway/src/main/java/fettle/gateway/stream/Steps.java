package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.intake.Intake;
import fettle.gateway.rollup.Rollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Cuts records into steps that the store takes without a long pause for others: by their number and
 * bytes before they are read, and by what they change once they are. A small message can change
 * thousands of buckets.
 */
@ApplicationScoped
class Steps {
  private final int maxRecords;
  private final long maxBytes;
  private final long maxBuckets;
  private final Rollup rollup;

  Steps(GatewayConfig config, Rollup rollup) {
    this.maxRecords = config.step().records();
    this.maxBytes = config.step().bytes().asLongValue();
    this.maxBuckets = config.step().buckets();
    this.rollup = rollup;
  }

  /** What is read at once. */
  List<List<ConsumerRecord<byte[], byte[]>>> cut(List<ConsumerRecord<byte[], byte[]>> records) {
    return cut(records, maxBytes, record -> Math.max(0, record.serializedValueSize()));
  }

  /** What is written at once. */
  List<List<Intake>> cutRead(List<Intake> intakes) {
    return cut(intakes, maxBuckets, rollup.reach()::bucketsAtMost);
  }

  private <T> List<List<T>> cut(List<T> items, long maxWeight, ToLongFunction<T> weight) {
    List<List<T>> slices = new ArrayList<>();
    int from = 0;
    long sum = 0;
    for (int i = 0; i < items.size(); i++) {
      long one = weight.applyAsLong(items.get(i));
      if (i > from && (i - from == maxRecords || sum + one > maxWeight)) {
        slices.add(items.subList(from, i));
        from = i;
        sum = 0;
      }
      sum += one;
    }
    if (from < items.size()) {
      slices.add(items.subList(from, items.size()));
    }
    return slices;
  }
}
