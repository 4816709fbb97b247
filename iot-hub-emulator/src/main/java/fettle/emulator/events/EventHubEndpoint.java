package fettle.emulator.events;

import fettle.emulator.hub.Endpoint;
import fettle.emulator.hub.HubMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The built-in endpoint {@code events}: writes messages into the partition that the hub chose, in
 * order and without repeats of its own, acknowledged once the broker has them. Records have no key:
 * the real endpoint may give none, so a consumer must take the device id from the headers. What is
 * in flight is bounded by the hub, below the producer's memory, so a write never waits for room.
 */
public final class EventHubEndpoint implements Endpoint, AutoCloseable {

  /** Memory for records that wait for the broker. */
  public static final long BUFFER_BYTES = 64L << 20;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;

  public EventHubEndpoint(EmbeddedBroker broker) {
    this.topic = broker.topic();
    this.producer =
        new KafkaProducer<>(
            producerSettings(broker), new ByteArraySerializer(), new ByteArraySerializer());
    // also fetches the metadata, which a send would else wait for
    this.partitions = producer.partitionsFor(topic).size();
  }

  private static Map<String, Object> producerSettings(EmbeddedBroker broker) {
    Map<String, Object> settings = new HashMap<>(broker.internalProperties());
    settings.put("client.id", "fettle-hub-events");
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.in.flight.requests.per.connection", 5);
    settings.put("linger.ms", 2);
    settings.put("batch.size", 128 * 1024);
    settings.put("buffer.memory", BUFFER_BYTES);
    settings.put("max.request.size", BrokerSettings.MAX_MESSAGE_BYTES);
    settings.put("delivery.timeout.ms", 60_000);
    settings.put("request.timeout.ms", 20_000);
    settings.put("max.block.ms", 10_000);
    settings.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
    return settings;
  }

  /**
   * Number of partitions of the topic, which may be more than configured if it was made earlier.
   */
  public int partitions() {
    return partitions;
  }

  @Override
  public String name() {
    return EVENTS;
  }

  @Override
  public CompletionStage<Void> write(HubMessage message) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(
            topic,
            message.partition(),
            message.enqueuedTime().toEpochMilli(),
            null,
            message.origin().body(),
            RecordHeaders.of(message)),
        (metadata, failure) -> {
          if (failure == null) {
            written.complete(null);
          } else {
            written.completeExceptionally(failure);
          }
        });
    return written;
  }

  /** Waits for what is in flight, at most 10 s. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
