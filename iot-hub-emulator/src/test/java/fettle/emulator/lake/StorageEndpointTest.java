package fettle.emulator.lake;

import static fettle.emulator.lake.LakeFixture.NOW;
import static fettle.emulator.lake.LakeFixture.blobs;
import static fettle.emulator.lake.LakeFixture.bodies;
import static fettle.emulator.lake.LakeFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageEndpointTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Metrics metrics = new Metrics();

  @Test
  void aFlushedBatchIsAnAvroBlobWithIoTHubsNamesAndSchema() {
    try (StorageEndpoint endpoint = open(config(), new FolderBlobStore(lake()))) {
      endpoint.write(message(3, "{\"v\":1}")).toCompletableFuture().join();
      endpoint.flush().toCompletableFuture().join();

      Path blob = lake().resolve("fettle/3/2026/01/02/03/04.avro");
      assertThat(blobs(lake())).containsExactly(blob);
      GenericRecord record = LakeFixture.records(blob).get(0);
      assertThat(record.getSchema().getFullName()).isEqualTo("Microsoft.Azure.Devices.Message");
      assertThat(record.get("EnqueuedTimeUtc")).hasToString("2026-01-02T03:04:05.0060000Z");
      assertThat(record.get("Properties")).hasToString("{kind=scored}");
      assertThat(record.get("SystemProperties").toString())
          .contains(
              "connectionDeviceId=d",
              "connectionModuleId=m",
              "connectionDeviceGenerationId=generation",
              "connectionAuthMethod={\"scope\":\"module\"",
              "contentType=application/json",
              "contentEncoding=utf-8",
              "enqueuedTime=2026-01-02T03:04:05.0060000Z");
      assertThat(LakeFixture.body(record)).isEqualTo("{\"v\":1}");
    }
  }

  @Test
  void aJsonBlobHoldsTheBodyAsAnObjectOrElseAsBase64() throws IOException {
    LakeConfig json = config().withFormat(LakeFormat.JSON);
    try (StorageEndpoint endpoint = open(json, new FolderBlobStore(lake()))) {
      endpoint.write(message(0, "{\"v\":1}"));
      endpoint.write(message(0, "no json"));
      endpoint.flush().toCompletableFuture().join();
    }

    Path blob = lake().resolve("fettle/0/2026/01/02/03/04.json");
    List<String> lines = Files.readAllLines(blob);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode first = mapper.readTree(lines.get(0));
    assertThat(first.at("/Body/v").asInt()).isEqualTo(1);
    assertThat(first.at("/SystemProperties/connectionDeviceId").asText()).isEqualTo("d");
    assertThat(mapper.readTree(lines.get(1)).get("Body").asText()).isEqualTo("bm8ganNvbg==");
  }

  @Test
  void aJsonBlobChangesNothingInABody() throws IOException {
    String exact = "{\"v\":[1.10,0.1000000000000000055511151231257827,12345678901234567890]}";
    List<String> noJson = List.of("{\"v\":1} and more", "{\"v\":1,\"v\":2}", " ");
    LakeConfig json = config().withFormat(LakeFormat.JSON);
    try (StorageEndpoint endpoint = open(json, new FolderBlobStore(lake()))) {
      endpoint.write(message(0, exact));
      noJson.forEach(body -> endpoint.write(message(0, body)));
      endpoint.flush().toCompletableFuture().join();
    }

    List<String> lines = Files.readAllLines(lake().resolve("fettle/0/2026/01/02/03/04.json"));
    assertThat(lines.get(0)).endsWith("\"Body\":" + exact + "}");
    for (int i = 0; i < noJson.size(); i++) {
      String base64 =
          Base64.getEncoder().encodeToString(noJson.get(i).getBytes(StandardCharsets.UTF_8));
      assertThat(lines.get(i + 1)).endsWith("\"Body\":\"" + base64 + "\"}");
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws IOException {
    StorageEndpoint killed = open(config(), new FolderBlobStore(lake()));
    for (int i = 0; i < 10; i++) {
      killed.write(message(i % 2, "m" + i)).toCompletableFuture().join();
    }
    Path copy = copyOf(config().staging());
    killed.close();
    Path openBatch = blobs(copy.resolve("open")).get(0);
    Files.write(openBatch, new byte[] {8, 9, 10}, StandardOpenOption.APPEND);

    Path recovered = folder.resolve("recovered");
    LakeConfig again = LakeConfig.defaults("fettle", copy);
    try (StorageEndpoint endpoint = open(again, new FolderBlobStore(recovered))) {
      endpoint.flush().toCompletableFuture().join();
      assertThat(bodies(recovered))
          .containsExactly("m0", "m2", "m4", "m6", "m8", "m1", "m3", "m5", "m7", "m9");
      assertThat(metrics.get("lake.staged.bytes")).isZero();
    }
  }

  @Test
  void storingAgainAfterAKillBetweenStoringAndForgettingReplacesTheBlob() throws IOException {
    AtomicReference<Path> copy = new AtomicReference<>();
    FolderBlobStore store = new FolderBlobStore(lake());
    BlobStore killedAfterPut =
        new BlobStore() {
          @Override
          public void put(String name, Path file) throws IOException {
            store.put(name, file);
            copy.compareAndSet(null, copyOf(config().staging()));
          }

          @Override
          public boolean exists(String name) {
            return store.exists(name);
          }
        };
    try (StorageEndpoint endpoint = open(config(), killedAfterPut)) {
      endpoint.write(message(0, "once"));
      endpoint.flush().toCompletableFuture().join();
    }

    LakeConfig again = LakeConfig.defaults("fettle", copy.get());
    try (StorageEndpoint endpoint = open(again, store)) {
      endpoint.flush().toCompletableFuture().join();
    }

    assertThat(bodies(lake())).containsExactly("once");
  }

  @Test
  void aSecondBatchOfAMinuteGetsANameOfItsOwn() {
    try (StorageEndpoint endpoint = open(config(), new FolderBlobStore(lake()))) {
      for (String body : List.of("a", "b", "c")) {
        endpoint.write(message(0, body));
        endpoint.flush().toCompletableFuture().join();
      }
    }

    assertThat(blobs(lake()).stream().map(blob -> blob.getFileName().toString()))
        .containsExactly("04.avro", "04_01.avro", "04_02.avro");
    assertThat(bodies(lake())).containsExactly("a", "b", "c");
    assertThat(config().staging().resolve("ready")).isEmptyDirectory();
  }

  @Test
  void batchesBecomeBlobsByTime() {
    LakeConfig quick = config().withBatchTime(Duration.ofMillis(50));
    try (StorageEndpoint endpoint =
        StorageEndpoint.open(quick, new FolderBlobStore(lake()), InstantSource.system(), metrics)) {
      endpoint.write(message(0, "soon"));

      await().atMost(PATIENCE).until(() -> bodies(lake()).equals(List.of("soon")));
    }
  }

  @Test
  void batchesBecomeBlobsBySize() {
    LakeConfig small = config().withChunkBytes(4_000);
    try (StorageEndpoint endpoint = open(small, new FolderBlobStore(lake()))) {
      for (int i = 0; i < 4; i++) {
        endpoint.write(message(0, "x".repeat(3_000))).toCompletableFuture().join();
      }

      await().atMost(PATIENCE).until(() -> blobs(lake()).size() == 2);
    }
  }

  @Test
  void triesAgainUntilTheStoreAnswersAndRefusesWhenTooMuchWaits() {
    AtomicBoolean broken = new AtomicBoolean(true);
    FolderBlobStore store = new FolderBlobStore(lake());
    BlobStore sometimes =
        new BlobStore() {
          @Override
          public void put(String name, Path file) throws IOException {
            if (broken.get()) {
              throw new IOException("away");
            }
            store.put(name, file);
          }

          @Override
          public boolean exists(String name) {
            return store.exists(name);
          }
        };
    LakeConfig bounded =
        new LakeConfig(
            "fettle", config().staging(), LakeFormat.AVRO, Duration.ofHours(1), 1_000, 4_000);
    try (StorageEndpoint endpoint = open(bounded, sometimes)) {
      IntStream.range(0, 2)
          .forEach(i -> endpoint.write(message(0, "x".repeat(2_000))).toCompletableFuture().join());
      assertThat(endpoint.hasRoom()).isFalse();
      assertThatThrownBy(() -> endpoint.flush().toCompletableFuture().join())
          .hasRootCauseMessage("away");

      broken.set(false);

      await().atMost(PATIENCE).until(() -> blobs(lake()).size() == 2);
      await().atMost(PATIENCE).until(endpoint::hasRoom);
      assertThat(metrics.get("lake.store-failures")).isPositive();
    }
  }

  private StorageEndpoint open(LakeConfig config, BlobStore store) {
    return StorageEndpoint.open(config, store, InstantSource.fixed(NOW), metrics);
  }

  private LakeConfig config() {
    return LakeConfig.defaults("fettle", folder.resolve("staging"));
  }

  private Path lake() {
    return folder.resolve("lake");
  }

  /** What a kill at this moment would leave on disk. */
  private Path copyOf(Path source) throws IOException {
    Path copy = Files.createTempDirectory(folder, "killed");
    for (Path file : blobs(source)) {
      Path target = copy.resolve(source.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return copy;
  }
}
