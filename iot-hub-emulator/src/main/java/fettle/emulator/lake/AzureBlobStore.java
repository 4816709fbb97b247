package fettle.emulator.lake;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.nio.file.Path;

/** Blobs in a container of a storage account, or of an emulator that speaks its protocol. */
public final class AzureBlobStore implements BlobStore {

  /** The endpoint above tries again by itself. */
  private static final int TRIES = 1;

  private static final int TRY_SECONDS = 60;

  private final BlobContainerClient container;

  /**
   * @param connectionString of the storage account
   * @param containerName made when it is not there
   */
  public AzureBlobStore(String connectionString, String containerName) {
    this.container =
        new BlobServiceClientBuilder()
            .connectionString(connectionString)
            .httpClient(new JdkHttpClientProvider().createInstance())
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED, TRIES, TRY_SECONDS, null, null, null))
            .buildClient()
            .getBlobContainerClient(containerName);
  }

  @Override
  public void put(String name, Path file) throws IOException {
    try {
      container.createIfNotExists();
      container.getBlobClient(name).uploadFromFile(file.toString(), true);
    } catch (RuntimeException failed) {
      // the client gives network failures in several unchecked types
      throw new IOException("cannot store blob " + name, failed);
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    try {
      return container.getBlobClient(name).exists();
    } catch (RuntimeException failed) {
      throw new IOException("cannot look for blob " + name, failed);
    }
  }
}
