package fettle.emulator.hub;

import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A hub with a device {@code d} and its module {@code m}, and endpoints that remember. */
final class HubFixture {

  final FileIdentityRegistry registry;
  final FileTwinStore twins;
  final Metrics metrics = new Metrics();
  final Recorder events = new Recorder("events");
  final Recorder lake = new Recorder("lake");
  private final InstantSource clock;

  HubFixture(Path folder, InstantSource clock) {
    this.clock = clock;
    registry = FileIdentityRegistry.open(folder, clock);
    twins = FileTwinStore.open(folder, registry, clock);
    registry.create(NewIdentity.device("d", false));
    registry.create(NewIdentity.module("d", "m"));
  }

  Hub hub(HubRoutes routes, Enrichment... enrichments) {
    return hub(routes, new Meter(Allowance.UNLIMITED, clock), enrichments);
  }

  Hub hub(HubRoutes routes, Meter meter, Enrichment... enrichments) {
    return new Hub(
        "fettle",
        registry,
        twins,
        routes,
        List.of(enrichments),
        List.of(events, lake),
        4,
        clock,
        meter,
        metrics);
  }

  static DeviceMessage message(String module, String body, Map<String, String> properties) {
    return new DeviceMessage(
        "d", module, body.getBytes(StandardCharsets.UTF_8), Map.of(), properties);
  }

  /** An endpoint that keeps messages and answers when told to. */
  static final class Recorder implements Endpoint {
    private final String name;
    final List<HubMessage> messages = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    boolean room = true;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean hasRoom() {
      return room;
    }

    @Override
    public CompletionStage<Void> write(HubMessage message) {
      messages.add(message);
      return answer;
    }
  }
}
