package fettle.ops.lake;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import fettle.ops.azure.AzureCalls;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Blobs in a container of a storage account. A blob is downloaded whole, one a thread at a time.
 * The client does not try again by itself: the pipeline does, where a person sees it.
 */
public final class ContainerLake implements LakeSource {
  private static final RetryOptions ONCE =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  private final BlobContainerClient container;

  private ContainerLake(BlobContainerClient container) {
    this.container = container;
  }

  /** A container that a connection string opens. */
  public static ContainerLake of(String connectionString, String container, HttpClient http) {
    return new ContainerLake(
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .httpClient(http)
            .retryOptions(ONCE)
            .buildClient()
            .getBlobContainerClient(container));
  }

  /** A container of an account, with somebody's rights. */
  public static ContainerLake of(
      String endpoint, String container, TokenCredential credential, HttpClient http) {
    return new ContainerLake(
        new BlobServiceClientBuilder()
            .endpoint(endpoint)
            .credential(credential)
            .httpClient(http)
            .retryOptions(ONCE)
            .buildClient()
            .getBlobContainerClient(container));
  }

  @Override
  public String place() {
    return container.getBlobContainerUrl();
  }

  @Override
  public LakeFiles files() {
    return ownFiles();
  }

  ContainerFiles ownFiles() {
    return new ContainerFiles(container);
  }

  @Override
  public void list(Taker taker) throws PassingFailure, InterruptedException {
    String token = null;
    do {
      String from = token;
      PagedResponse<BlobItem> page =
          AzureCalls.call(
              place(),
              () ->
                  container
                      .listBlobs(new ListBlobsOptions(), from, null)
                      .iterableByPage()
                      .iterator()
                      .next());
      for (BlobItem item : page.getValue()) {
        if (Blob.isNamedAsOne(item.getName())) {
          taker.take(
              new Blob(
                  item.getName(),
                  item.getProperties().getContentLength(),
                  item.getProperties().getETag()));
        }
      }
      token = page.getContinuationToken();
    } while (token != null && !token.isEmpty());
  }

  @Override
  public void open(Blob blob, Path copy, Reader reader)
      throws IOException, PassingFailure, InterruptedException, DamagedBlobException {
    String etag =
        AzureCalls.call(
            place() + "/" + blob.name(),
            () ->
                container
                    .getBlobClient(blob.name())
                    .downloadToFile(copy.toString(), true)
                    .getETag());
    try {
      if (!unquoted(etag).equals(unquoted(blob.etag()))) {
        throw new IOException("it changed since it was listed");
      }
      reader.read(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** A header has quotes around it, a list has not. */
  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
