package fettle.ops.bench;

import fettle.ops.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that reads the bytes and does nothing with them: the limit. */
final class BareReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final double NANOS = 1e9;

  private BareReader() {}

  static Measured run(BrokerProcess broker, LoadShape load) {
    List<TopicPartition> partitions =
        IntStream.range(0, LoadShape.PARTITIONS)
            .mapToObj(p -> new TopicPartition(LoadShape.TOPIC, p))
            .toList();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrap(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      int messages = consumer.poll(POLL).count();
      Usage readerBefore = Usage.of("reader", ProcessHandle.current());
      Usage brokerBefore = Usage.of("broker", broker.process().toHandle());
      long started = System.nanoTime();
      long lastNews = started;
      while (messages < load.messages()) {
        int more = consumer.poll(POLL).count();
        messages += more;
        lastNews = more > 0 ? System.nanoTime() : lastNews;
        if (System.nanoTime() - lastNews > PATIENCE_NANOS) {
          throw new Failure("the broker gave " + messages + " of " + load.messages() + " messages");
        }
      }
      double seconds = (System.nanoTime() - started) / NANOS;
      return new Measured(
          seconds,
          List.of(
              Usage.of("reader", ProcessHandle.current()).since(readerBefore),
              Usage.of("broker", broker.process().toHandle()).since(brokerBefore)));
    }
  }
}
