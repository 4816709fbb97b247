package fettle.emulator.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.EdgeFixture;
import fettle.emulator.events.EmbeddedBroker;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.metrics.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a hub's process under load; what it had acknowledged must be at both endpoints, once. */
class HubKillTest {

  private static final int ENOUGH = 5_000;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedMessageSurvivesAKillAtBothEndpointsAndNoneIsThereTwice() throws Exception {
    Set<String> acknowledged = runUntilKilled();

    try (StorageEndpoint lake =
        StorageEndpoint.open(
            HubProcess.lake(folder),
            HubProcess.store(folder),
            InstantSource.system(),
            new Metrics())) {
      lake.flush().toCompletableFuture().join();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    assertThat(lakeBodies()).doesNotHaveDuplicates().containsAll(acknowledged);
    try (EmbeddedBroker broker = EmbeddedBroker.start(HubProcess.broker(folder))) {
      assertThat(kafkaBodies(broker)).doesNotHaveDuplicates().containsAll(acknowledged);
    }
  }

  private Set<String> runUntilKilled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file"),
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + EdgeFixture.ADDRESS_PROPERTY + "=" + EdgeFixture.ADDRESS,
                HubProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> acknowledged = new HashSet<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("ack ")) {
          acknowledged.add(line.substring("ack ".length()));
        }
        if (acknowledged.size() == ENOUGH) {
          // through the handle, for the process itself would close the output at once
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private List<String> lakeBodies() throws IOException {
    List<String> bodies = new ArrayList<>();
    try (Stream<Path> blobs = Files.walk(folder.resolve("lake"))) {
      for (Path blob : blobs.filter(file -> file.toString().endsWith(".avro")).toList()) {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(blob.toFile(), new GenericDatumReader<>())) {
          for (GenericRecord row : reader) {
            bodies.add(StandardCharsets.UTF_8.decode((ByteBuffer) row.get("Body")).toString());
          }
        }
      }
    }
    return bodies;
  }

  private static List<String> kafkaBodies(EmbeddedBroker broker) {
    List<String> bodies = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            broker.clientProperties(), new ByteArrayDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(HubProcess.TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInSameThread()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(message -> bodies.add(message.value()));
                return partitions.stream()
                    .allMatch(each -> consumer.position(each) >= ends.get(each));
              });
    }
    return bodies;
  }
}
