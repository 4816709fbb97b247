package fettle.dashboard.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import fettle.dashboard.fixture.PlayedLake;
import fettle.emulator.lake.Azurite;
import fettle.lake.LakeIndex;
import fettle.lake.Partition;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake in Blob storage, as Microsoft's emulator of it serves it. */
class AzuriteLakeTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");
  private static final long HOUR = 3_600_000;
  private static final long FROM = Partition.of("edge-01", 1_763_900_000_000L).from();

  @TempDir Path folder;

  @AfterEach
  void noLakeIsLeftToOthers() {
    PlayedLake.wipe();
  }

  @Test
  void aContainerIsReadAsAFolderIs() throws Exception {
    PlayedLake.wipe();
    PlayedLake.write(PUMP, "flow", FROM, FROM + 2 * Partition.DAY, 60_000, "t % 7", true);
    LakeQuery hours =
        new LakeQuery(PUMP, List.of("flow"), List.of("flow"), FROM, FROM + 40 * HOUR, HOUR, 100);
    LakeQuery minutes =
        new LakeQuery(PUMP, List.of("flow"), List.of("flow"), FROM, FROM + HOUR, 60_000, 100);
    try (Azurite azurite = Azurite.start(folder.resolve("azurite"), "127.0.0.1");
        Database database =
            Database.open(
                new Database.Settings(
                    256, "memory", folder.resolve("spill"), 0, IllegalStateException::new));
        Session session = database.session()) {
      BlobContainerClient container = container(azurite);
      Lake lake =
          new LakeContainer(
              ContainerBlobs.of(azurite.connectionString(), "lake"),
              new FileCache(
                  folder.resolve("cache"), 1 << 20, Instant::now, new SimpleMeterRegistry()),
              Duration.ZERO,
              Instant::now);
      assertThat(lake.days("edge-01", FROM, FROM + 1)).as("before a worker copied any").isEmpty();
      publish(container);

      SortedMap<Long, Bucket> read = hours.read(session, lake);

      assertThat(read).hasSize(40);
      Lake own = new LakeFolder(PlayedLake.FOLDER);
      assertThat(read).usingRecursiveComparison().isEqualTo(hours.read(session, own));
      assertThat(folder.resolve("cache"))
          .as("rollups alone")
          .isDirectoryNotContaining("glob:**.part");
      assertThat(files(folder.resolve("cache"))).hasSize(2);
      assertThat(minutes.read(session, lake))
          .usingRecursiveComparison()
          .isEqualTo(minutes.read(session, own));
      assertThat(files(folder.resolve("cache"))).as("and one day's readings").hasSize(3);
      assertThat(lake.complete()).hasValue(FROM);
      Lake other =
          new LakeContainer(
              ContainerBlobs.of(
                  azurite.connectionString().replace("AccountKey=", "AccountKey=AAAA"), "lake"),
              new FileCache(folder, 1, Instant::now, new SimpleMeterRegistry()),
              Duration.ZERO,
              Instant::now);
      assertThatThrownBy(() -> other.complete())
          .isInstanceOf(LakeAway.class)
          .hasMessageContaining("it refuses (403)");
    }
  }

  private static BlobContainerClient container(Azurite azurite) {
    return new BlobServiceClientBuilder()
        .connectionString(azurite.connectionString())
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient()
        .createBlobContainer("lake");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** As a worker does. */
  private static void publish(BlobContainerClient container) throws Exception {
    TreeMap<String, LakeIndex.Entry> entries = new TreeMap<>();
    for (Path file : files(PlayedLake.FOLDER)) {
      String name = LakeIndex.name(PlayedLake.FOLDER.relativize(file));
      byte[] content = Files.readAllBytes(file);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      container.getBlobClient(LakeIndex.blob(name)).upload(BinaryData.fromBytes(content));
      entries.put(name, new LakeIndex.Entry(content.length, hash, 1));
    }
    container
        .getBlobClient(LakeIndex.NAME)
        .upload(
            BinaryData.fromBytes(
                new LakeIndex(Optional.of(Instant.ofEpochMilli(FROM)), entries).encode()));
  }
}
