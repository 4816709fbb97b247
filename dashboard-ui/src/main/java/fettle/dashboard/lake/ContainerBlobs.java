package fettle.dashboard.lake;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A container of Azure's Blob storage. */
record ContainerBlobs(BlobContainerClient container) implements Blobs {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  /** Who waits for a chart does not wait for a third time. */
  private static final RequestRetryOptions TWICE =
      new RequestRetryOptions(RetryPolicyType.FIXED, 2, (Integer) null, 100L, 200L, null);

  /**
   * With this process's identity in Azure, which needs the role Storage Blob Data Reader.
   *
   * @param address such as {@code https://plantalake.blob.core.windows.net/lake}
   */
  static ContainerBlobs at(String address) {
    HttpClient http = http();
    return new ContainerBlobs(
        new BlobContainerClientBuilder()
            .endpoint(address)
            .credential(new DefaultAzureCredentialBuilder().httpClient(http).build())
            .httpClient(http)
            .retryOptions(TWICE)
            .buildClient());
  }

  /**
   * With a secret.
   *
   * @param name of the container in the account that the connection string is of
   */
  static ContainerBlobs of(String connectionString, String name) {
    return new ContainerBlobs(
        new BlobContainerClientBuilder()
            .connectionString(connectionString)
            .containerName(name)
            .httpClient(http())
            .retryOptions(TWICE)
            .buildClient());
  }

  private static HttpClient http() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT)
        .responseTimeout(ANSWER)
        .readTimeout(ANSWER)
        .build();
  }

  @Override
  public String place() {
    return container.getBlobContainerUrl();
  }

  @Override
  public Optional<Content> read(String name, String known, long most) throws IOException {
    BlobRequestConditions changed = new BlobRequestConditions();
    if (!known.isEmpty()) {
      changed.setIfNoneMatch(known);
    }
    Bounded bytes = new Bounded(most);
    try {
      String etag =
          container
              .getBlobClient(name)
              .downloadStreamWithResponse(bytes, null, null, changed, false, null, Context.NONE)
              .getDeserializedHeaders()
              .getETag();
      return Optional.of(new Content(bytes.toByteArray(), etag));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == NOT_MODIFIED) {
        return Optional.empty();
      }
      throw told(name, e);
    } catch (RuntimeException e) {
      throw told(name, e);
    }
  }

  @Override
  public void download(String name, Path file) throws IOException {
    try {
      container.getBlobClient(name).downloadToFile(file.toString());
    } catch (RuntimeException e) {
      throw told(name, e);
    }
  }

  /** What the client throws differs by what is in the way. */
  private static IOException told(String name, RuntimeException e) {
    int status = e instanceof BlobStorageException answered ? answered.getStatusCode() : 0;
    return switch (status) {
      case 0 -> new IOException(firstLine(e), e);
      case NOT_FOUND -> new NoSuchFileException(name);
      case FORBIDDEN ->
          new IOException(
              "it refuses (403); the dashboard's identity needs the role Storage Blob Data Reader",
              e);
      default -> new IOException("it answered %d to %s".formatted(status, name), e);
    };
  }

  private static String firstLine(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("");
  }

  /** So much and not more. */
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final long most;

    Bounded(long most) {
      this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (taken.size() + length > most) {
        throw new IOException("it has more than %,d bytes".formatted(most));
      }
      taken.write(bytes, from, length);
    }

    byte[] toByteArray() {
      return taken.toByteArray();
    }
  }
}
