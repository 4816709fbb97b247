package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fettle.drift.Verdict;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.gateway.delivery.WebhookServer;
import fettle.gateway.fixtures.Asked;
import fettle.gateway.fixtures.PlayedHub;
import fettle.gateway.fixtures.SketchStream;
import fettle.gateway.fixtures.Stored;
import fettle.telemetry.Limits;
import fettle.telemetry.MachineId;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.command.Progress;
import fettle.telemetry.fixtures.Batches;
import fettle.telemetry.hub.HubKeys;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubUsageCodec;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.machine.MachineKeys;
import fettle.telemetry.notify.EndpointStatus;
import fettle.telemetry.notify.EndpointStatusCodec;
import fettle.telemetry.notify.NotifyKeys;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.RejectedMessage;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged gateway makes of messages that are not simply the next good batch. */
class GatewayIntakeIT extends PackagedGateway {
  private static final int PARTITION = 2;
  private static final String DEVICE = "edge-01";
  private static final MachineId MACHINE = new MachineId(DEVICE, "pump-01");
  private static final int READINGS = 10;
  private static final SequencedMap<String, byte[]> NONE = new LinkedHashMap<>();
  private static final byte[] BAD = {1};

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
      sendBody("poison", DEVICE, "sketch", utf8("{}"));
      sendSketches("poison", new SketchMessage("never-read", "s", 0, "p:1", 1, 2, NONE, BAD, null));
      sendSketches("poison", new SketchMessage("pump-01", "s", 0, "p:1", 1, 2, NONE, BAD, null));
      sendExpected("poison", batch(1, minutesAgo(2)));
      awaitOffset(10);

      assertThat(stored.rejected())
          .extracting(
              RejectedMessage::partition,
              RejectedMessage::offset,
              RejectedMessage::device,
              RejectedMessage::reason)
          .containsExactly(
              tuple(PARTITION, 8L, DEVICE, "BAD_SKETCH"),
              tuple(PARTITION, 7L, DEVICE, "UNKNOWN_MACHINE"),
              tuple(PARTITION, 6L, DEVICE, "MISSING_FIELD"),
              tuple(PARTITION, 5L, DEVICE, "NOT_JSON"),
              tuple(PARTITION, 4L, DEVICE, "EMPTY"),
              tuple(PARTITION, 3L, "", "NO_DEVICE"),
              tuple(PARTITION, 2L, DEVICE, "UNKNOWN_KIND"),
              tuple(PARTITION, 1L, DEVICE, "NOT_JSON"));
      assertThat(stored.rejectedCounts())
          .containsAllEntriesOf(
              Map.of("EMPTY", 1L, "NO_DEVICE", 1L, "UNKNOWN_KIND", 1L, "NOT_JSON", 2L))
          .containsAllEntriesOf(
              Map.of("BAD_SKETCH", 1L, "UNKNOWN_MACHINE", 1L, "MISSING_FIELD", 1L));
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
  void aSilentMachineIsOneAlarmThatIsToldOnceAlsoWhenAnotherGatewayTakesOver() throws Exception {
    GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    try (WebhookServer hook = new WebhookServer();
        GatewayProcess first = start("silence", telling(hook, mail))) {
      send("silence", batch(0, minutesAgo(1)));
      patiently().until(() -> types(hook).contains("fettle.alarm.raised.v1"));
      Alarm raised = stored.openAlarms().getFirst();
      Map<String, String> settings = GatewayProcess.settings(stream, "silence", redis);
      settings.putAll(telling(hook, mail));
      try (GatewayProcess second = GatewayProcess.start(folder, settings)) {
        patiently().until(() -> second.log().contains("taken over"));
        first.terminate();
        patiently().until(() -> second.log().contains("partition=" + PARTITION + " epoch"));
        patiently().until(() -> status("dead").at() > System.currentTimeMillis() - 2_000);

        AtomicInteger sent = new AtomicInteger();
        patiently()
            .pollInterval(Duration.ofMillis(300))
            .until(
                () -> {
                  int next = sent.incrementAndGet();
                  send("silence", batch(next, minutesAgo(1) + 2_000L * next));
                  return types(hook).contains("fettle.alarm.cleared.v1");
                });

        assertThat(raised.kind()).isEqualTo(Alarm.Kind.OFFLINE);
        assertThat(stored.pastAlarms()).extracting(Alarm::id).containsExactly(raised.id());
        assertThat(types(hook).subList(0, 2))
            .containsExactly("fettle.alarm.raised.v1", "fettle.alarm.cleared.v1");
        assertThat(hook.taken())
            .extracting(taken -> taken.header("webhook-id"))
            .doesNotHaveDuplicates();
        assertThat(mail.waitForIncomingEmail(30_000, 2)).isTrue();
        assertThat(mail.getReceivedMessages()[0].getSubject())
            .isEqualTo("[WARNING] edge-01/pump-01: offline");
        patiently().until(() -> status("dead").pending() >= 2 && status("dead").failures() > 0);
        assertThat(second.log()).doesNotContain("s3cret");

        HubWarning near = new HubWarning(HubWarning.Kind.QUOTA, 80, minutesAgo(600));
        hubUses(324_000, near);
        patiently().until(() -> types(hook).contains("fettle.hub.quota.raised.v1"));
        hubUses(330_000, near);
        hubUses(12);
        patiently().until(() -> types(hook).contains("fettle.hub.quota.cleared.v1"));

        assertThat(types(hook)).containsOnlyOnce("fettle.hub.quota.raised.v1");
        // the machine is silent again by now, which is told in between
        patiently()
            .until(
                () ->
                    subjects(mail)
                        .contains(
                            "[WARNING] IoT hub fettle: 81 % of today's 400,000 messages are used"));
      }
    } finally {
      mail.stop();
    }
  }

  private static List<String> subjects(GreenMail mail) throws MessagingException {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      subjects.add(message.getSubject());
    }
    return subjects;
  }

  /** What the worker says of the hub. */
  private void hubUses(long used, HubWarning... warnings) {
    HubUsage usage =
        new HubUsage(
            "fettle", System.currentTimeMillis(), used, 400_000, 0, 0, 0, 100, List.of(warnings));
    redis.ask(Command.SET, HubKeys.USAGE, HubUsageCodec.encode(usage));
  }

  private static Map<String, String> telling(WebhookServer hook, GreenMail mail) {
    Map<String, String> settings = new HashMap<>();
    settings.put("gateway.alarm.offline.check-every", "200ms");
    settings.put("gateway.alarm.offline.intervals", "1");
    settings.put("gateway.alarm.offline.slack", "1s");
    settings.put("gateway.alarm.offline.clear-after", "500ms");
    String endpoints = "gateway.notify.endpoints.";
    settings.put(endpoints + "ops.type", "webhook");
    settings.put(endpoints + "ops.url", hook.at("/ops").toString());
    settings.put(endpoints + "ops.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    settings.put(endpoints + "dead.type", "teams");
    settings.put(endpoints + "dead.url", "http://127.0.0.1:1/?sig=s3cret");
    settings.put(endpoints + "mail.type", "mail");
    settings.put(endpoints + "mail.to", "ops@fettle.example");
    settings.put("quarkus.mailer.from", "fettle@fettle.example");
    settings.put("quarkus.mailer.host", "127.0.0.1");
    settings.put("quarkus.mailer.port", Integer.toString(mail.getSmtp().getPort()));
    return settings;
  }

  private static List<String> types(WebhookServer hook) {
    return hook.taken().stream()
        .map(taken -> taken.body().replaceAll(".*\"type\":\"([^\"]+)\".*", "$1"))
        .toList();
  }

  /** How an endpoint is getting on, at the gateway that wrote that last. */
  private EndpointStatus status(String endpoint) {
    EndpointStatus newest = new EndpointStatus(endpoint, "", 0, 0, 0, 0, 0, 0, 0, "", 0);
    for (Response value : redis.ask(Command.HVALS, NotifyKeys.STATUS)) {
      EndpointStatus status = EndpointStatusCodec.decode(value.toString());
      if (status.endpoint().equals(endpoint) && status.at() > newest.at()) {
        newest = status;
      }
    }
    return newest;
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

  @Test
  void sketchesBecomeAVerdictInTheStoreAndInGauges() {
    try (GatewayProcess gateway = start("sketches", Map.of("gateway.drift.window", "10s"))) {
      sendExpected("sketches", batch(0, minutesAgo(3)));
      SketchStream sketches = new SketchStream("pump-01", "s", 5);
      SketchMessage message = null;
      for (int window = 0; window < 4; window++) {
        message = sketches.next(minutesAgo(3) + window * 10_000L, 1000, 0.5);
        sendSketches("sketches", message);
      }
      sendSketches("sketches", message);
      awaitOffset(6);

      MachineDrift drift = stored.drift(MACHINE);
      assertThat(drift.models()).extracting(ModelDrift::verdict).containsExactly(Verdict.DRIFTED);
      assertThat(drift.models().getFirst().signals().get("flow").verdict())
          .isEqualTo(Verdict.STEADY);
      assertThat(stored.course(MACHINE, SketchStream.MODEL))
          .extracting(point -> point.signals().get("temperature").readings())
          .containsExactly(1000L, 1000L, 1000L);
      assertThat(stored.reference(SketchStream.MODEL)).isEqualTo(SketchStream.reference());
      awaitMetric(gateway, "gateway_sketches_total", "result=\"merged\"", 4);
      awaitMetric(gateway, "gateway_sketches_total", "result=\"repeat\"", 1);
      String labels = "device=\"edge-01\",machine=\"pump-01\",model=\"pump:1\",signal=";
      awaitMetric(gateway, "fettle_drift_verdict", labels + "\"temperature\"", 1);
      awaitMetric(gateway, "fettle_drift_verdict", labels + "\"(score)\"", 0);
    }
  }

  @Test
  void commandsGoToTheHubAndMachinesNamesComeFromThere() {
    try (PlayedHub hub = new PlayedHub(folder.resolve("hub"))) {
      hub.addDevice(DEVICE);
      hub.tag(DEVICE, PlayedHub.READER, "{\"machines\":{\"pump-01\":{\"name\":\"Feed pump\"}}}");
      Map<String, String> settings =
          Map.of(
              "gateway.hub-api.connection-string", hub.connectionString(),
              "gateway.hub-api.trust", hub.caCertificate().toString());
      try (GatewayProcess gateway = start("commands", settings)) {
        patiently().until(() -> redis.ask(Command.EXISTS, CommandKeys.TAKER).toInteger() == 1);
        String id = Asked.ask(redis, MACHINE.toString(), new Action.CallMethod("ping", "{}"));

        patiently().until(() -> Asked.progress(redis, id).isOver());

        assertThat(Asked.progress(redis, id).state()).isEqualTo(Progress.State.DONE);
        assertThat(hub.calls).containsExactly("edge-01/sensor ping {}");
        patiently()
            .untilAsserted(
                () ->
                    assertThat(redis.ask(Command.HVALS, MachineKeys.DESCRIPTIONS).toString())
                        .contains("Feed pump"));
        awaitMetric(gateway, "gateway_commands_total", "state=\"done\"", 1);
      }
    }
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

  private static void sendSketches(String topic, SketchMessage message) {
    sendBody(topic, DEVICE, "sketch", new SketchCodec(Limits.DEFAULT).encode(message));
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
