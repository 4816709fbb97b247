package fettle.ops.lake;

import static fettle.ops.lake.LakeFixture.START;
import static fettle.ops.lake.LakeFixture.batch;
import static fettle.ops.lake.LakeFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import fettle.emulator.lake.AzureBlobStore;
import fettle.emulator.lake.Azurite;
import fettle.emulator.lake.LakeFormat;
import fettle.lake.LakeIndex;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake in Blob storage, as Microsoft's emulator of it serves it. */
class ContainerLakeTest {
  private static final int ONE_BLOB = 1 << 20;

  @TempDir private Path folder;

  @Test
  void aContainerIsReadAsAFolderIs() throws Exception {
    TelemetryBatch first = batch("m", "s", 0, START, 50, "x");
    TelemetryBatch second = batch("m", "s", 1, START + 50_000, 50, "x");
    Path local = folder.resolve("local");
    LakeFixture.write(
        local, "2026-03-01T00:00", LakeFormat.AVRO, ONE_BLOB, List.of(message("d", first)));
    LakeFixture.write(
        local, "2026-03-01T00:01", LakeFormat.JSON, ONE_BLOB, List.of(message("d", second)));
    try (Azurite azurite = Azurite.start(folder.resolve("azurite"), "127.0.0.1")) {
      AzureBlobStore blobs = new AzureBlobStore(azurite.connectionString(), "lake");
      upload(blobs, local);
      blobs.put("half.avro", Files.writeString(folder.resolve("half"), "Obj"));
      HttpClient http = new JdkHttpClientBuilder().build();
      LakeStore store = new LakeStore(folder.resolve("parquet"));
      Compaction compaction =
          new Compaction(
              ContainerLake.of(azurite.connectionString(), "lake", http),
              store,
              new CompactionSettings(256, 2, 1 << 20));

      CompactionResult result = compaction.run(line -> {});

      assertThat(result.blobs()).isEqualTo(2);
      assertThat(result.damaged()).isEqualTo(1);
      assertThat(compaction.look().due()).isZero();
      blobs.put("half.avro", LakeFixture.blobs(local).getFirst());
      assertThat(compaction.look().due()).isEqualTo(1);
      assertThat(compaction.run(line -> {}).repeats()).isPositive();
      assertThat(StoredReadings.of(store))
          .isEqualTo(StoredReadings.expected(Map.of("d", List.of(first, second))));
      LakePublication publication =
          new LakePublication(store, ContainerLake.of(azurite.connectionString(), "lake", http));
      int written = store.partitions().size() * 2;
      assertThat(publication.run()).isEqualTo(written);
      assertThat(publication.run()).isZero();
      LakeFiles files = ContainerLake.of(azurite.connectionString(), "lake", http).files();
      assertThat(files.names("decisions", ".jsonl")).isEmpty();
      files.write("decisions/1-0_2-0.jsonl", new byte[] {1});
      files.write("decisions/1-0_2-0.jsonl", new byte[] {2});
      assertThat(files.names("decisions", ".jsonl")).containsExactly("decisions/1-0_2-0.jsonl");
      assertThat(files.read("decisions/1-0_2-0.jsonl")).containsExactly(2);
      assertThat(compaction.look().listed()).isEqualTo(3);
      LakeIndex index = LakeIndex.decode(files.read(LakeIndex.NAME));
      assertThat(index.files()).hasSize(written);
      assertThat(index.complete()).isPresent();
      String name = index.files().firstKey();
      byte[] copy = files.read(LakeIndex.blob(name));
      assertThat(Sha256.of(copy)).isEqualTo(index.files().get(name).sha256());
      assertThat(copy).isEqualTo(Files.readAllBytes(store.folder().resolve(name)));
      assertThatThrownBy(
              () ->
                  new Compaction(
                          ContainerLake.of(azurite.connectionString(), "sea", http),
                          new LakeStore(folder.resolve("other")),
                          new CompactionSettings(256, 1, 1))
                      .look())
          .isInstanceOf(Failure.class)
          .hasMessageContaining("/sea");
    }
  }

  private static void upload(AzureBlobStore blobs, Path local) throws IOException {
    for (Path file : LakeFixture.blobs(local)) {
      if (!file.toString().contains(".part")) {
        blobs.put(local.relativize(file).toString(), file);
      }
    }
  }
}
