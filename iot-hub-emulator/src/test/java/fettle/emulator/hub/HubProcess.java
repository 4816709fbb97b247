package fettle.emulator.hub;

import fettle.emulator.EdgeFixture;
import fettle.emulator.events.BrokerConfig;
import fettle.emulator.events.EmbeddedBroker;
import fettle.emulator.events.EventHubEndpoint;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.lake.FolderBlobStore;
import fettle.emulator.lake.LakeConfig;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.metrics.Metrics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * A hub in a process of its own that a test can kill: sends numbered messages from four devices
 * until the end, and prints the number of each one that was acknowledged.
 */
final class HubProcess {

  static final String TOPIC = "readings";
  private static final int DEVICES = 4;
  private static final int IN_FLIGHT = 400;

  private HubProcess() {}

  static BrokerConfig broker(Path folder) {
    return BrokerConfig.open(folder.resolve("events"), TOPIC).withBindAddress(EdgeFixture.ADDRESS);
  }

  static LakeConfig lake(Path folder) {
    return LakeConfig.defaults("fettle", folder.resolve("staging"))
        .withBatchTime(Duration.ofMillis(300));
  }

  static FolderBlobStore store(Path folder) {
    return new FolderBlobStore(folder.resolve("lake"));
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    InstantSource clock = InstantSource.system();
    FileIdentityRegistry registry = FileIdentityRegistry.open(folder, clock);
    for (int device = 0; device < DEVICES; device++) {
      registry.create(NewIdentity.device("d" + device, false));
    }
    EventHubEndpoint events = new EventHubEndpoint(EmbeddedBroker.start(broker(folder)));
    Metrics metrics = new Metrics();
    StorageEndpoint lake = StorageEndpoint.open(lake(folder), store(folder), clock, metrics);
    Hub hub =
        new Hub(
            "fettle",
            registry,
            FileTwinStore.open(folder, registry, clock),
            HubRoutes.toEventsAnd(StorageEndpoint.NAME),
            List.of(),
            List.of(events, lake),
            events.partitions(),
            clock,
            new Meter(Allowance.UNLIMITED, clock),
            metrics);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Semaphore window = new Semaphore(IN_FLIGHT);
    for (int number = 0; ; number++) {
      window.acquire();
      String id = Integer.toString(number);
      hub.accept(
              new DeviceMessage(
                  "d" + number % DEVICES,
                  null,
                  id.getBytes(StandardCharsets.UTF_8),
                  Map.of(),
                  Map.of()))
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  out.println("ack " + id);
                }
                window.release();
              });
    }
  }
}
