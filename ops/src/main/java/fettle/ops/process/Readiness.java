package fettle.ops.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Tells whether a process does its work yet. Asked again and again, so it has to be cheap. */
@FunctionalInterface
public interface Readiness {
  /** How long one question may take. */
  Duration PROBE = Duration.ofSeconds(2);

  /** Whether it is ready now; a thing that cannot be reached is not ready. */
  boolean isReady() throws InterruptedException;

  /** Ready when something listens there. */
  static Readiness listening(InetSocketAddress address) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(address, (int) PROBE.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the health endpoint says 200. */
  static Readiness healthy(URI health) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PROBE).build();
    HttpRequest request = HttpRequest.newBuilder(health).timeout(PROBE).build();
    return () -> {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the file is there; the process writes it last. */
  static Readiness fileWritten(Path file) {
    return () -> Files.isRegularFile(file);
  }
}
