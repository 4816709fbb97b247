package fettle.emulator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import fettle.emulator.EdgeFixture;
import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureBlobStoreTest {

  @TempDir Path folder;

  @Test
  void theLakeStoresAvroBlobsInAContainer() throws Exception {
    try (Azurite azurite = Azurite.start(folder.resolve("azurite"), EdgeFixture.ADDRESS)) {
      AzureBlobStore store = new AzureBlobStore(azurite.connectionString(), "lake");
      LakeConfig config = LakeConfig.defaults("fettle", folder.resolve("staging"));
      try (StorageEndpoint endpoint =
          StorageEndpoint.open(
              config, store, InstantSource.fixed(LakeFixture.NOW), new Metrics())) {
        for (String body : new String[] {"first", "second"}) {
          endpoint.write(LakeFixture.message(0, body)).toCompletableFuture().join();
          endpoint.flush().toCompletableFuture().join();
        }
      }

      BlobContainerClient container =
          new BlobServiceClientBuilder()
              .connectionString(azurite.connectionString())
              .httpClient(new JdkHttpClientProvider().createInstance())
              .buildClient()
              .getBlobContainerClient("lake");
      assertThat(container.listBlobs())
          .extracting(BlobItem::getName)
          .containsExactlyInAnyOrder(
              "fettle/0/2026/01/02/03/04.avro", "fettle/0/2026/01/02/03/04_01.avro");
      Path copy = folder.resolve("copy.avro");
      container.getBlobClient("fettle/0/2026/01/02/03/04.avro").downloadToFile(copy.toString());
      assertThat(LakeFixture.records(copy)).extracting(LakeFixture::body).containsExactly("first");
    }
  }

  @Test
  void anEndpointThatDoesNotAnswerIsAFailureThatCanBeRepeated() throws IOException {
    AzureBlobStore store =
        new AzureBlobStore(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;"
                + "BlobEndpoint=http://"
                + EdgeFixture.ADDRESS
                + ":1/a;",
            "lake");
    Path file = Files.writeString(folder.resolve("blob"), "content");

    assertThatThrownBy(() -> store.put("name", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot store blob name");
  }
}
