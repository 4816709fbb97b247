package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts records into steps that the store takes without a long pause for others. */
@ApplicationScoped
class Steps {
  private final int maxRecords;
  private final long maxBytes;

  Steps(GatewayConfig config) {
    this.maxRecords = config.step().records();
    this.maxBytes = config.step().bytes().asLongValue();
  }

  List<List<ConsumerRecord<byte[], byte[]>>> cut(List<ConsumerRecord<byte[], byte[]>> records) {
    List<List<ConsumerRecord<byte[], byte[]>>> slices = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      int size = Math.max(0, records.get(i).serializedValueSize());
      if (i > from && (i - from == maxRecords || bytes + size > maxBytes)) {
        slices.add(records.subList(from, i));
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    if (from < records.size()) {
      slices.add(records.subList(from, records.size()));
    }
    return slices;
  }
}
