package fettle.emulator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.EdgeFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  private static final EventHubConnectionString ACCESS =
      new EventHubConnectionString("fettle.local", "iothubowner", "c2VjcmV0LWtleQ==", "readings");

  @TempDir Path folder;

  @Test
  void keepsMessagesOffsetsAndClusterIdOverARestartOnTheSamePort() throws Exception {
    BrokerConfig config =
        BrokerConfig.open(folder, "readings").withBindAddress(EdgeFixture.ADDRESS);
    String clusterId;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(config)) {
      clusterId = broker.clusterId();
      port = broker.port();
      try (var producer = producer(broker.clientProperties())) {
        producer.send(new ProducerRecord<>("readings", 2, null, "before")).get();
      }
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(config.withPort(port))) {
      assertThat(broker.clusterId()).isEqualTo(clusterId);
      assertThat(broker.bootstrapServers()).isEqualTo(EdgeFixture.ADDRESS + ":" + port);
      try (var producer = producer(broker.clientProperties());
          var consumer = consumer(broker.clientProperties())) {
        long offset =
            producer.send(new ProducerRecord<>("readings", 2, null, "after")).get().offset();
        assertThat(offset).isEqualTo(1);
        assertThat(consumer.partitionsFor("readings")).hasSize(4);
        TopicPartition partition = new TopicPartition("readings", 2);
        assertThat(consumer.beginningOffsets(List.of(partition))).containsEntry(partition, 0L);
        assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 2L);
      }
    }
  }

  @Test
  void letsInTheConnectionStringInAnyOrderAndNobodyElse() {
    BrokerConfig config =
        BrokerConfig.open(folder, "readings")
            .withBindAddress(EdgeFixture.ADDRESS)
            .withAccess(ACCESS);
    try (EmbeddedBroker broker = EmbeddedBroker.start(config)) {
      Map<String, Object> right = broker.clientProperties();
      String password = ACCESS.format();
      assertThat(partitions(right)).isEqualTo(4);
      assertThat(partitions(login(right, "$ConnectionString", reordered()))).isEqualTo(4);

      assertRefused(login(right, "$ConnectionString", password.replace("c2Vj", "d2Vj")));
      assertRefused(login(right, "$ConnectionString", password.replace("iothubowner", "other")));
      assertRefused(login(right, "$ConnectionString", password.replace("=readings", "=other")));
      assertRefused(login(right, "$ConnectionString", "no connection string"));
      assertRefused(login(right, "someone", password));
    }
  }

  @Test
  void saysWhichPortIsInUse() {
    BrokerConfig config =
        BrokerConfig.open(folder, "readings").withBindAddress(EdgeFixture.ADDRESS);
    try (EmbeddedBroker broker = EmbeddedBroker.start(config)) {
      BrokerConfig second =
          BrokerConfig.open(folder.resolve("second"), "readings")
              .withBindAddress(EdgeFixture.ADDRESS)
              .withPort(broker.port());
      assertThatThrownBy(() -> EmbeddedBroker.start(second))
          .hasMessageContaining(EdgeFixture.ADDRESS + ":" + broker.port());
    }
  }

  private static String reordered() {
    return "SharedAccessKey=%s;EntityPath=readings;SharedAccessKeyName=%s;Endpoint=sb://other.host/"
        .formatted(ACCESS.key(), ACCESS.keyName());
  }

  private static void assertRefused(Map<String, Object> client) {
    assertThatThrownBy(() -> partitions(client)).isInstanceOf(SaslAuthenticationException.class);
  }

  private static int partitions(Map<String, Object> client) {
    try (var consumer = consumer(client)) {
      return consumer.partitionsFor("readings").size();
    }
  }

  private static Map<String, Object> login(Map<String, Object> base, String user, String password) {
    Map<String, Object> client = new HashMap<>(base);
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return client;
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> client) {
    return new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
  }

  private static KafkaConsumer<byte[], String> consumer(Map<String, Object> client) {
    return new KafkaConsumer<>(
        client, (topic, key) -> key, (topic, value) -> new String(value, StandardCharsets.UTF_8));
  }
}
