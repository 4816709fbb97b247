package fettle.emulator.edgehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.NoRetry;
import fettle.emulator.EdgeFixture;
import fettle.emulator.EdgeProgram;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.Identity;
import fettle.emulator.tls.DevelopmentTls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} of the edge hub while modules send as fast as they can. */
class KilledEdgeTest {

  private static final Logger LOG = LoggerFactory.getLogger(KilledEdgeTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SENDERS = 4;
  private static final int BEFORE_THE_KILL = 400;
  private static final int SEND_TIMEOUT_MS = 5_000;

  @TempDir Path folder;
  private Process process;

  @AfterEach
  void leaveNothingRunning() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void whatWasAcknowledgedBeforeAKillGoesUpInOrderAfterwards() throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("edge.log");
    process = EdgeProgram.start(data, log);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(log).content().contains("READY"));
    Map<String, Queue<String>> acknowledged = new ConcurrentHashMap<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String module = EdgeProgram.module(i);
      ModuleClient client = client(data, module);
      client.open(false);
      Queue<String> mine = acknowledged.computeIfAbsent(module, m -> new ConcurrentLinkedQueue<>());
      senders.add(Thread.ofPlatform().start(() -> sendUntilItFails(client, mine)));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> acknowledged.values().stream().mapToInt(Queue::size).sum() > BEFORE_THE_KILL);

    process.destroyForcibly().waitFor();
    for (Thread sender : senders) {
      assertThat(sender.join(PATIENCE)).isTrue();
    }

    try (EdgeFixture edge = EdgeFixture.start(data)) {
      for (Map.Entry<String, Queue<String>> module : acknowledged.entrySet()) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(bodies(edge, module.getKey())).containsAll(module.getValue()));
        assertThat(bodies(edge, module.getKey())).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  private static List<String> bodies(EdgeFixture edge, String module) {
    return edge.hub.received().stream()
        .filter(message -> module.equals(message.moduleId()))
        .map(message -> new String(message.body(), StandardCharsets.UTF_8))
        .toList();
  }

  /** One after the other: what the SDK is given at once, it may send in another order. */
  private static void sendUntilItFails(ModuleClient client, Queue<String> acknowledged) {
    try (Closing ignored = client::close) {
      for (int i = 0; ; i++) {
        String body = "%06d".formatted(i);
        client.sendEvent(
            new Message(body.getBytes(StandardCharsets.UTF_8)), "out", SEND_TIMEOUT_MS);
        acknowledged.add(body);
      }
    } catch (IotHubClientException | IllegalStateException e) {
      LOG.debug("sending ended as it should, with the edge hub", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A close that fails with nothing to catch. */
  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private static ModuleClient client(Path data, String module) throws Exception {
    Identity identity =
        FileIdentityRegistry.open(data, InstantSource.system())
            .find(EdgeFixture.DEVICE, module)
            .orElseThrow();
    ModuleClient client =
        new ModuleClient(
            EdgeFixture.connectionString(EdgeFixture.DEVICE, module, identity.primaryKey()),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder()
                .sslContext(DevelopmentTls.clientContext(data.resolve("tls/ca.pem")))
                .sendInterval(1)
                .receiveInterval(1)
                .build());
    client.setRetryPolicy(new NoRetry());
    return client;
  }
}
