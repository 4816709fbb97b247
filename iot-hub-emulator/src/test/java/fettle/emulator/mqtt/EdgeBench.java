package fettle.emulator.mqtt;

import fettle.emulator.EdgeFixture;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * How many messages a second pass through the edge hub; a program, not a test. Clients are plain
 * MQTT clients in the same process: they share its two cores.
 */
final class EdgeBench {

  private static final int MESSAGES = 30_000;
  private static final int WINDOW = 500;

  private EdgeBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("edge-bench");
    try (EdgeFixture edge = EdgeFixture.start(folder);
        RawClients clients = new RawClients(edge)) {
      Identity sensor = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "sensor"));
      Identity inference = edge.add(NewIdentity.module(EdgeFixture.DEVICE, "inference"));
      MqttClient sender = clients.connect(sensor, sensor.primaryKey()).client();
      MqttClient receiver = clients.connect(inference, inference.primaryKey()).client();
      for (int size : new int[] {1_000, 1_000, 10_000, 60_000}) {
        int messages = Math.min(MESSAGES, 600_000_000 / size / 10);
        edge.routes("FROM /messages/* INTO $upstream");
        int before = edge.hub.count();
        double up = run(sender, size, messages, () -> edge.hub.count() - before >= messages);
        System.out.printf("module -> edgeHub -> upstream, %d bytes: %.0f messages/s%n", size, up);
        edge.routes("FROM /messages/* INTO BrokeredEndpoint(\"/modules/inference/inputs/in\")");
        CountDownLatch received = new CountDownLatch(messages);
        receiver.publishHandler(
            message -> {
              message.ack();
              received.countDown();
            });
        clients.subscribe(receiver, "devices/edge-01/modules/inference/inputs/#");
        double through = run(sender, size, messages, () -> received.getCount() == 0);
        System.out.printf(
            "module -> edgeHub -> module,   %d bytes: %.0f messages/s%n", size, through);
      }
    }
  }

  private interface Done {
    boolean reached();
  }

  private static double run(MqttClient sender, int size, int messages, Done done)
      throws InterruptedException {
    Buffer body = Buffer.buffer("x".repeat(size));
    Semaphore window = new Semaphore(WINDOW);
    sender.publishCompletionHandler(id -> window.release());
    // an acknowledgement may overtake the client's own bookkeeping on this thread
    sender.publishCompletionUnknownPacketIdHandler(id -> window.release());
    long start = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      window.acquire();
      sender.publish(
          "devices/edge-01/modules/sensor/messages/events/%24.on=out&%24.mid=" + i + "/",
          body,
          MqttQoS.AT_LEAST_ONCE,
          false,
          false);
    }
    while (!done.reached()) {
      Thread.sleep(1);
    }
    return messages / ((System.nanoTime() - start) / 1e9);
  }
}
