package fettle.emulator.hub;

import static fettle.emulator.hub.HubFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fettle.emulator.identity.Identity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");
  private static final HubRoutes BOTH = HubRoutes.toEventsAnd("lake");

  @TempDir Path folder;
  private HubFixture fixture;

  @BeforeEach
  void open() {
    fixture = new HubFixture(folder, InstantSource.fixed(NOW));
  }

  @Test
  void stampsTheSenderAndTheTime() {
    Identity module = fixture.registry.find("d", "m").orElseThrow();

    fixture
        .hub(BOTH)
        .accept(message("m", "{}", Map.of("kind", "scored")))
        .toCompletableFuture()
        .join();

    HubMessage stamped = fixture.events.messages.get(0);
    assertThat(stamped.enqueuedTime()).isEqualTo(NOW);
    assertThat(stamped.generationId()).isEqualTo(module.generationId());
    assertThat(stamped.authMethod()).contains("\"scope\":\"module\"");
    assertThat(stamped.partition()).isEqualTo(DevicePartition.of("d", 4));
    assertThat(stamped.properties()).containsExactlyEntriesOf(Map.of("kind", "scored"));
    assertThat(fixture.lake.messages).hasSize(1);
    assertThat(fixture.metrics.get("hub.accepted")).isEqualTo(1);
  }

  @Test
  void aStorageRouteAloneTakesMessagesAwayFromTheBuiltInEndpoint() {
    Hub hub = fixture.hub(new HubRoutes(List.of(HubRoute.all("store", "lake")), true));

    hub.accept(message(null, "{}", Map.of())).toCompletableFuture().join();

    assertThat(fixture.lake.messages).hasSize(1);
    assertThat(fixture.events.messages).isEmpty();
  }

  @Test
  void theFallbackRouteTakesWhatNoRouteWants() {
    HubRoute scored =
        new HubRoute(
            "scored",
            RouteCondition.parse("kind = 'scored' AND $connectionDeviceId = 'd'"),
            "lake");
    Hub hub = fixture.hub(new HubRoutes(List.of(scored), true));

    hub.accept(message(null, "1", Map.of("kind", "scored"))).toCompletableFuture().join();
    hub.accept(message(null, "2", Map.of("kind", "rejected"))).toCompletableFuture().join();
    hub.accept(message(null, "3", Map.of())).toCompletableFuture().join();

    assertThat(fixture.lake.messages).hasSize(1);
    assertThat(fixture.events.messages).hasSize(2);
  }

  @Test
  void withoutAFallbackUnmatchedMessagesAreDroppedAndCounted() {
    Hub hub = fixture.hub(new HubRoutes(List.of(), false));

    hub.accept(message(null, "{}", Map.of())).toCompletableFuture().join();

    assertThat(fixture.events.messages).isEmpty();
    assertThat(fixture.metrics.get("hub.dropped.no-route")).isEqualTo(1);
  }

  @Test
  void enrichesFromTextHubNameAndTwinAndStampsMissingPathsAsTheyAreWritten() {
    var json = JsonNodeFactory.instance;
    fixture.twins.patchTags(
        "d", "m", json.objectNode().set("site", json.objectNode().put("hall", "B")));
    fixture.twins.patchDesired("d", "m", json.objectNode().put("rate", 5));
    Set<String> toEvents = Set.of("events");
    Hub hub =
        fixture.hub(
            BOTH,
            new Enrichment("plant", "north", toEvents),
            new Enrichment("hub", "$iothubname", toEvents),
            new Enrichment("hall", "$twin.tags.site.hall", toEvents),
            new Enrichment("rate", "$twin.properties.desired.rate", toEvents),
            new Enrichment("none", "$twin.properties.reported.none", toEvents));

    hub.accept(message("m", "{}", Map.of("plant", "sender's"))).toCompletableFuture().join();

    assertThat(fixture.events.messages.get(0).properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "plant", "north",
                "hub", "fettle",
                "hall", "B",
                "rate", "5",
                "none", "$twin.properties.reported.none"));
    assertThat(fixture.lake.messages.get(0).properties()).containsOnlyKeys("plant");
  }

  @Test
  void modulesDoNotInheritTagsOfTheirDevice() {
    var json = JsonNodeFactory.instance;
    fixture.twins.patchTags("d", null, json.objectNode().put("hall", "B"));
    Hub hub = fixture.hub(BOTH, new Enrichment("hall", "$twin.tags.hall", Set.of("events")));

    hub.accept(message("m", "{}", Map.of())).toCompletableFuture().join();

    assertThat(fixture.events.messages.get(0).properties())
        .containsEntry("hall", "$twin.tags.hall");
  }

  @Test
  void refusesForGoodWhatIoTHubRefuses() {
    Hub hub = fixture.hub(BOTH);

    assertRefused(hub, message(null, "x".repeat(262_145), Map.of()), "too-large");
    assertRefused(hub, message(null, "", Map.of()), "empty");
    assertRefused(hub, message(null, "{}", Map.of("k", "")), "property");
    assertRefused(hub, message("unknown", "{}", Map.of()), "unknown-sender");
    assertRefused(
        hub,
        new DeviceMessage("d", null, new byte[1], Map.of("message-id", "a/b"), Map.of()),
        "message-id");
    assertThat(fixture.events.messages).isEmpty();
  }

  @Test
  void takesExactly256KilobytesWithProperties() {
    Hub hub = fixture.hub(BOTH);

    hub.accept(message(null, "x".repeat(262_144 - 4), Map.of("kk", "vv")))
        .toCompletableFuture()
        .join();

    assertThat(fixture.events.messages).hasSize(1);
    assertThat(fixture.metrics.get("hub.metered")).isEqualTo(64);
  }

  @Test
  void takesNoMoreThanADaysQuotaUntilTheNextUtcDay() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Meter meter = new Meter(Tier.F1.of(1).withMessages(3), now::get);
    Hub hub = fixture.hub(BOTH, meter);
    hub.accept(message(null, "x".repeat(513), Map.of())).toCompletableFuture().join();
    hub.accept(message(null, "x".repeat(512), Map.of())).toCompletableFuture().join();

    assertThatThrownBy(() -> hub.accept(message(null, "x", Map.of())).toCompletableFuture().join())
        .hasCauseInstanceOf(OverLimitException.class)
        .hasMessageContaining("all 3 messages of this UTC day are used");
    assertThat(meter.used()).isEqualTo(3);
    assertThat(meter.isUsedUp()).isTrue();
    now.set(Instant.parse("2026-01-03T00:00:00Z"));
    hub.accept(message(null, "x", Map.of())).toCompletableFuture().join();

    assertThat(meter.used()).isEqualTo(1);
    assertThat(fixture.events.messages).hasSize(3);
    assertThat(fixture.metrics.get("hub.over-limit")).isEqualTo(1);
  }

  @Test
  void refusesWhatIsSentTooFastOnceAMinutesSendsAreUsed() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Meter meter = new Meter(new Allowance("S1", 1, 0, 4_096, 2), now::get);
    Hub hub = fixture.hub(BOTH, meter);
    for (int send = 0; send < 120; send++) {
      hub.accept(message(null, "x", Map.of())).toCompletableFuture().join();
    }

    for (int send = 0; send < 2; send++) {
      assertThatThrownBy(
              () -> hub.accept(message(null, "x", Map.of())).toCompletableFuture().join())
          .hasMessageContaining("more than 2 messages a second");
    }
    assertThat(meter.throttledByMinute().values()).containsExactly(2L);
    now.set(NOW.plusMillis(500));
    hub.accept(message(null, "x", Map.of())).toCompletableFuture().join();

    assertThat(fixture.events.messages).hasSize(121);
    now.set(NOW.plusSeconds(3_600));
    assertThat(meter.throttledByMinute()).isEmpty();
  }

  @Test
  void completesOnlyWhenEveryEndpointHasTheMessageAndTellsAFailure() {
    Hub hub = fixture.hub(BOTH);
    fixture.lake.answer = new CompletableFuture<>();

    var accepted = hub.accept(message(null, "{}", Map.of())).toCompletableFuture();
    assertThat(accepted).isNotDone();
    fixture.lake.answer.completeExceptionally(new IllegalStateException("disk full"));

    assertThat(accepted).isCompletedExceptionally();
    assertThat(fixture.metrics.get("endpoint.lake.failed")).isEqualTo(1);
    assertThat(fixture.metrics.get("hub.in-flight.bytes")).isZero();
  }

  @Test
  void nothingIsWrittenAnywhereWhileOneOfTheEndpointsIsFull() {
    Hub hub = fixture.hub(BOTH);
    fixture.lake.room = false;

    assertThatThrownBy(() -> hub.accept(message(null, "{}", Map.of())).toCompletableFuture().join())
        .hasCauseInstanceOf(HubBusyException.class);

    assertThat(fixture.events.messages).isEmpty();
    assertThat(fixture.metrics.get("endpoint.lake.full")).isEqualTo(1);
  }

  @Test
  void smallMessagesInFlightCountWithWhatTheyTakeBesides() {
    Hub hub = fixture.hub(BOTH);
    fixture.events.answer = new CompletableFuture<>();

    hub.accept(message(null, "x", Map.of()));

    assertThat(fixture.metrics.get("hub.in-flight.bytes")).isEqualTo(1 + Hub.BYTES_PER_MESSAGE);
  }

  @Test
  void tellsSendersToWaitWhenTooMuchIsInFlight() {
    Hub hub = fixture.hub(BOTH);
    fixture.events.answer = new CompletableFuture<>();
    String body = "x".repeat(256 * 1024);
    int fitting = Hub.MAX_BYTES_IN_FLIGHT / (body.length() + Hub.BYTES_PER_MESSAGE);
    for (int i = 0; i < fitting; i++) {
      assertThat(hub.accept(message(null, body, Map.of())).toCompletableFuture()).isNotDone();
    }

    assertThatThrownBy(() -> hub.accept(message(null, body, Map.of())).toCompletableFuture().join())
        .hasCauseInstanceOf(HubBusyException.class);
    fixture.events.answer.complete(null);
    hub.accept(message(null, "{}", Map.of())).toCompletableFuture().join();
    assertThat(fixture.metrics.get("hub.busy")).isEqualTo(1);
  }

  @Test
  void saysWhichRouteLeadsNowhere() {
    HubRoutes routes = new HubRoutes(List.of(HubRoute.all("archive", "attic")), true);

    assertThatThrownBy(() -> fixture.hub(routes))
        .hasMessage("route archive leads to the unknown endpoint attic");
  }

  private static void assertRefused(Hub hub, DeviceMessage message, String rule) {
    assertThatThrownBy(() -> hub.accept(message).toCompletableFuture().join())
        .hasCauseInstanceOf(MessageRefusedException.class)
        .hasMessageContaining(rule);
  }
}
