package fettle.emulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadServerTest {

  private static final int MORE_THAN_ARE_SERVED_AT_A_TIME = 70;

  @TempDir Path folder;
  private final Metrics metrics = new Metrics();

  @Test
  void clientsThatSayNothingDoNotKeepTheOthersOut() throws IOException {
    Path socket = folder.resolve("w.sock");
    List<SocketChannel> silent = new ArrayList<>();
    try (WorkloadServer server =
        WorkloadServer.start(
            socket,
            FileIdentityRegistry.open(folder, InstantSource.system()),
            "the bundle",
            metrics,
            Duration.ofMillis(500))) {
      assertThat(server.uri()).isEqualTo("unix://" + socket);
      for (int i = 0; i < MORE_THAN_ARE_SERVED_AT_A_TIME; i++) {
        silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      }

      String answer = get(socket, "/trust-bundle");

      assertThat(answer).startsWith("HTTP/1.1 200").contains("the bundle");
      assertThat(metrics.get("workload.timeouts")).isPositive();
      await().atMost(Duration.ofSeconds(60)).until(() -> metrics.get("workload.connections") == 0);
    } finally {
      for (SocketChannel client : silent) {
        client.close();
      }
    }
  }

  private static String get(Path socket, String path) throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: workload\r\n\r\n";
      client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
