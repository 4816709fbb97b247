package fettle.ops.train.azure;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Blobs of one container, by <a
 * href="https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api">the Blob
 * service's REST API</a>: Put Blob, Get Blob with a range, Get Blob Properties.
 *
 * @param address of the container
 * @param scope of tokens for storage
 */
record BlobContainer(AzureHttp http, URI address, String scope) {
  /** Put Blob takes 5,000 MiB from this version on in one request. */
  private static final String VERSION = "2021-12-02";

  private static final String HASH = "x-ms-meta-sha256";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(30);

  private HttpRequest.Builder request(String name, Duration timeout) {
    String path =
        Arrays.stream(name.split("/"))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return http.request(URI.create(address + "/" + path), scope, timeout)
        .header("x-ms-version", VERSION)
        .header(
            "x-ms-date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }

  /** Whether a blob was put there with this hash. */
  boolean holds(String name, String sha256) throws PassingFailure, InterruptedException {
    HttpRequest head =
        request(name, SHORT).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<?> response =
        http.send(head, BodyHandlers.discarding(), Set.of(OK, AzureHttp.NOT_FOUND));
    return response.statusCode() == OK
        && response.headers().firstValue(HASH).filter(sha256::equals).isPresent();
  }

  void put(String name, String sha256, HttpRequest.BodyPublisher content)
      throws PassingFailure, InterruptedException {
    HttpRequest put =
        request(name, LONG)
            .header("x-ms-blob-type", "BlockBlob")
            .header(HASH, sha256)
            .PUT(content)
            .build();
    http.send(put, BodyHandlers.discarding(), Set.of(CREATED));
  }

  /** A blob's content from an offset on, at most {@code limit} bytes; empty when there is none. */
  byte[] read(String name, long offset, int limit) throws PassingFailure, InterruptedException {
    HttpRequest get =
        request(name, SHORT)
            .header("x-ms-range", "bytes=" + offset + "-" + (offset + limit - 1))
            .build();
    HttpResponse<AzureHttp.Answer<byte[]>> response =
        http.send(
            get,
            BodyHandlers.ofByteArray(),
            Set.of(OK, PARTIAL, AzureHttp.NOT_FOUND, RANGE_NOT_SATISFIABLE));
    return response.statusCode() == OK || response.statusCode() == PARTIAL
        ? response.body().value()
        : new byte[0];
  }

  /** A whole blob; empty when it is not there. */
  Optional<byte[]> read(String name) throws PassingFailure, InterruptedException {
    HttpResponse<AzureHttp.Answer<byte[]>> response =
        http.send(
            request(name, SHORT).build(),
            BodyHandlers.ofByteArray(),
            Set.of(OK, AzureHttp.NOT_FOUND));
    return response.statusCode() == OK ? Optional.of(response.body().value()) : Optional.empty();
  }

  void download(String name, Path to) throws PassingFailure, IOException, InterruptedException {
    http.send(request(name, LONG).build(), BodyHandlers.ofFile(to), Set.of(OK));
  }
}
