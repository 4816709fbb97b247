package fettle.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Brings the bytes behind a hash, from the local cache or from their place. Nothing that has
 * another hash than asked for, or more bytes than allowed, is ever handed on.
 */
final class ModelStore {

  private final ModelCache cache;
  private final HttpClient http;
  private final Duration timeout;

  /**
   * @param timeout for connecting, and for one download as a whole
   */
  ModelStore(ModelCache cache, Duration timeout) {
    this(cache, HttpClient.newBuilder().connectTimeout(timeout).build(), timeout);
  }

  ModelStore(ModelCache cache, HttpClient http, Duration timeout) {
    this.cache = cache;
    this.http = http;
    this.timeout = timeout;
  }

  /**
   * @param what for messages: "the manifest", "model pump:3"
   * @param maxBytes refuse what is longer
   */
  byte[] fetch(String what, URI uri, String sha256, int maxBytes) throws ModelRefusal {
    byte[] cached = cache.get(sha256);
    if (cached != null && cached.length <= maxBytes && sha256.equals(sha256(cached))) {
      return cached;
    }
    byte[] bytes = read(what, uri, maxBytes);
    String actual = sha256(bytes);
    if (!actual.equals(sha256)) {
      throw ModelRefusal.wrong(
          "%s at %s has SHA-256 %s, not %s".formatted(what, uri, actual, sha256));
    }
    cache.put(sha256, bytes);
    return bytes;
  }

  private byte[] read(String what, URI uri, int maxBytes) throws ModelRefusal {
    String scheme = String.valueOf(uri.getScheme());
    try {
      byte[] bytes =
          switch (scheme) {
            case "file" -> readFile(uri, maxBytes);
            case "https" -> download(what, uri, maxBytes);
            default ->
                throw ModelRefusal.wrong(
                    "%s is at %s: only file: and https: are read".formatted(what, uri));
          };
      if (bytes.length > maxBytes) {
        throw ModelRefusal.wrong("%s at %s is larger than %d bytes".formatted(what, uri, maxBytes));
      }
      return bytes;
    } catch (IOException | IllegalArgumentException e) {
      throw ModelRefusal.unreachable("%s at %s cannot be read: %s".formatted(what, uri, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelRefusal.unreachable("%s at %s: interrupted".formatted(what, uri), e);
    }
  }

  private static byte[] readFile(URI uri, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(uri))) {
      return in.readNBytes(maxBytes + 1);
    }
  }

  private byte[] download(String what, URI uri, int maxBytes)
      throws IOException, InterruptedException, ModelRefusal {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).build();
    HttpResponse<byte[]> response =
        http.send(request, info -> new BoundedBody(maxBytes + 1, timeout));
    if (response.statusCode() != 200) {
      throw ModelRefusal.unreachable(
          "%s at %s: the server answers %d".formatted(what, uri, response.statusCode()), null);
    }
    return response.body();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
