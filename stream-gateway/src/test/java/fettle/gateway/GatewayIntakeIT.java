package fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import fettle.gateway.fixtures.Expected;
import fettle.gateway.fixtures.GatewayProcess;
import fettle.gateway.fixtures.HubStream;
import fettle.gateway.fixtures.Stored;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.fixtures.Batches;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.RejectedMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged gateway makes of messages that are not simply the next good batch. */
class GatewayIntakeIT extends PackagedGateway {
  private static final int PARTITION = 2;
  private static final String DEVICE = "edge-01";
  private static final MachineId MACHINE = new MachineId(DEVICE, "pump-01");
  private static final int READINGS = 10;

  private Stored stored;
  private final Expected expected = new Expected();
  private final long now = System.currentTimeMillis();

  @BeforeEach
  void lookIntoTheStore() {
    stored = new Stored(redis, PARTITION);
  }

  @Test
  void poisonMessagesAreCountedAndListedWithTheirPlaceAndStallNothing() {
    try (GatewayProcess gateway = start("poison", Map.of())) {
      sendExpected("poison", batch(0, minutesAgo(3)));
      sendBody("poison", DEVICE, "scored", utf8("\u0000\u0001 no JSON \u00ff"));
      sendBody("poison", DEVICE, "rubbish", utf8("{}"));
      sendBody("poison", "", "scored", utf8("{}"));
      sendBody("poison", DEVICE, "scored", new byte[0]);
      sendCloudEvent("poison", utf8("[]"));
      sendExpected("poison", batch(1, minutesAgo(2)));
      awaitOffset(7);

      assertThat(stored.rejected())
          .extracting(
              RejectedMessage::partition,
              RejectedMessage::offset,
              RejectedMessage::device,
              RejectedMessage::reason)
          .containsExactly(
              tuple(PARTITION, 5L, DEVICE, "NOT_JSON"),
              tuple(PARTITION, 4L, DEVICE, "EMPTY"),
              tuple(PARTITION, 3L, "", "NO_DEVICE"),
              tuple(PARTITION, 2L, DEVICE, "UNKNOWN_KIND"),
              tuple(PARTITION, 1L, DEVICE, "NOT_JSON"));
      assertThat(stored.rejectedCounts())
          .isEqualTo(Map.of("EMPTY", 1L, "NO_DEVICE", 1L, "UNKNOWN_KIND", 1L, "NOT_JSON", 2L));
      awaitMetric(gateway, "gateway_rejected_total", "reason=\"NOT_JSON\"", 2);
      assertThat(gateway.isAlive()).isTrue();
    }
    expected.assertStored(redis);
  }

  @Test
  void aLateReadingCorrectsItsBucketInTheStore() {
    // nothing stays in memory: the bucket corrected is the one that the store has
    try (GatewayProcess gateway = start("late", Map.of("gateway.bounds.cache", "1"))) {
      sendExpected("late", batch(0, minutesAgo(30)));
      sendExpected("late", batch(1, minutesAgo(1)));
      awaitOffset(2);
      sendExpected("late", batch(2, minutesAgo(30) + 37));
      awaitOffset(3);

      assertThat(state().lastEvent()).isEqualTo(minutesAgo(1) + (READINGS - 1) * 100);
      awaitMetric(gateway, "gateway_readings_late_total", "tier=\"1000ms\"", 0);
    }
    expected.assertStored(redis);
  }

  @Test
  void readingsTooLateOrTooFarAheadAreCountedAndNotRolledUp() {
    try (GatewayProcess gateway = start("window", Map.of())) {
      send("window", batch(0, minutesAgo(2)));
      send("window", batch(1, minutesAgo(2 * 60)));
      send("window", batch(2, minutesAgo(3 * 24 * 60)));
      send("window", batch(3, minutesAgo(-10)));
      awaitOffset(4);

      assertThat(Expected.TIERS)
          .extracting(stored::readings)
          .containsExactly(1L * READINGS, 2L * READINGS, 2L * READINGS);
      MachineState.Counters counters = state().counters();
      assertThat(counters.readings()).isEqualTo(4 * READINGS);
      assertThat(counters.late()).isEqualTo(READINGS);
      assertThat(counters.future()).isEqualTo(READINGS);
      assertThat(state().lastEvent()).isLessThan(now);
      awaitMetric(gateway, "gateway_readings_late_total", "tier=\"1000ms\"", 2 * READINGS);
      awaitMetric(gateway, "gateway_readings_late_total", "tier=\"60000ms\"", READINGS);
      awaitMetric(gateway, "gateway_readings_future_total", "", READINGS);
    }
  }

  @Test
  void aRepeatedBatchIsCountedAsARepeatAndChangesNothing() {
    try (GatewayProcess gateway = start("repeat", Map.of())) {
      sendExpected("repeat", batch(0, minutesAgo(3)));
      sendExpected("repeat", batch(1, minutesAgo(2)));
      awaitOffset(2);
      Map<String, String> before = stored.bucketsAndRings();
      send("repeat", batch(0, minutesAgo(3)));
      awaitOffset(3);

      assertThat(stored.bucketsAndRings()).isEqualTo(before).isNotEmpty();
      MachineState.Counters counters = state().counters();
      assertThat(counters.repeats()).isEqualTo(1);
      assertThat(counters.batches()).isEqualTo(2);
      awaitMetric(gateway, "gateway_repeats_total", "", 1);
    }
    expected.assertStored(redis);
  }

  @Test
  void anIdleOwnerBeatsInTheProgressOfEachOfItsPartitions() {
    try (GatewayProcess gateway = start("beats", Map.of("gateway.beat-every", "100ms"))) {
      await().atMost(Duration.ofSeconds(90)).until(() -> stored.beat() > 0);
      long before = stored.beat();

      await().atMost(Duration.ofSeconds(30)).until(() -> stored.beat() > before);

      for (int partition = 0; partition < HubStream.PARTITIONS; partition++) {
        assertThat(new Stored(redis, partition).beat()).isGreaterThanOrEqualTo(now);
      }
      assertThat(gateway.isAlive()).isTrue();
    }
  }

  @Test
  void whatRetentionRemovedUnreadIsReportedAndTheRestGoesOn() {
    stream.createTopic("gap");
    Map<String, String> settings = GatewayProcess.settings(stream, "gap", redis);
    try (GatewayProcess first = GatewayProcess.startForTimedEnd(folder, settings)) {
      sendExpected("gap", batch(0, minutesAgo(9)));
      sendExpected("gap", batch(1, minutesAgo(8)));
      awaitOffset(2);
      first.terminate();
    }
    send("gap", batch(2, minutesAgo(7)));
    send("gap", batch(3, minutesAgo(6)));
    send("gap", batch(4, minutesAgo(5)));
    sendExpected("gap", batch(5, minutesAgo(4)));
    stream.deleteBefore("gap", PARTITION, 5);

    try (GatewayProcess second = GatewayProcess.start(folder, settings)) {
      awaitOffset(6);
      sendExpected("gap", batch(6, minutesAgo(3)));
      awaitOffset(7);

      assertThat(stored.rejected())
          .extracting(RejectedMessage::partition, RejectedMessage::offset, RejectedMessage::reason)
          .containsExactly(tuple(PARTITION, 2L, "RETENTION_GAP"));
      assertThat(stored.rejected().getFirst().detail()).contains("offsets 2 to 4");
      assertThat(stored.rejectedCounts()).isEqualTo(Map.of("RETENTION_GAP", 1L));
      assertThat(state().counters().missing()).isEqualTo(3);
      awaitMetric(second, "gateway_stream_lost_total", "", 3);
    }
    expected.assertStored(redis);
  }

  private GatewayProcess start(String topic, Map<String, String> more) {
    stream.createTopic(topic);
    Map<String, String> settings = GatewayProcess.settings(stream, topic, redis);
    settings.putAll(more);
    return GatewayProcess.start(folder, settings);
  }

  private long minutesAgo(int minutes) {
    return now - minutes * 60_000L;
  }

  private static TelemetryBatch batch(long seq, long start) {
    return Batches.batch().seq(seq).start(start).readings(READINGS).scoredBy("pump:1").build();
  }

  private void sendExpected(String topic, TelemetryBatch batch) {
    expected.add(DEVICE, batch);
    send(topic, batch);
  }

  private void send(String topic, TelemetryBatch batch) {
    stream.send(topic, PARTITION, DEVICE, now, batch);
    stream.flush();
  }

  private static void sendBody(String topic, String device, String kind, byte[] body) {
    stream.send(topic, PARTITION, device, "inference", System.currentTimeMillis(), kind, body);
    stream.flush();
  }

  private static void sendCloudEvent(String topic, byte[] body) {
    long now = System.currentTimeMillis();
    String type = "application/cloudevents+json";
    stream.send(topic, PARTITION, DEVICE, "inference", now, "scored", type, body);
    stream.flush();
  }

  private void awaitOffset(long next) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Expected.offsets(redis)[PARTITION] == next);
  }

  /** A step is counted a moment after the store has it. */
  private static void awaitMetric(GatewayProcess gateway, String name, String label, double value) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        // it may not listen yet
        .ignoreException(UncheckedIOException.class)
        .untilAsserted(() -> assertThat(gateway.metric(name, label)).as(name).isEqualTo(value));
  }

  private MachineState state() {
    return Expected.states(redis, PARTITION).get(MACHINE);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
