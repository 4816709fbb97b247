package fettle.sensor.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.edge.EdgeMessage;
import fettle.emulator.hub.MethodResult;
import fettle.telemetry.TelemetryBatch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole module against a real edge hub, over MQTT and TLS, with simulated pumps. */
@QuarkusTest
@QuarkusTestResource(value = HubResource.class, restrictToAnnotatedClass = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensorModuleTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject SensorModule module;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  HubResource hub;
  private Probe probe;

  @BeforeEach
  void start() throws Exception {
    if (probe == null) {
      probe = Probe.connect(hub.environment(HubResource.PROBE));
      module.start();
    }
    await().atMost(SOON).until(module::connected);
    probe.clear();
  }

  @AfterAll
  void stop() {
    probe.close();
  }

  @Test
  void readingsOfEveryPumpArriveAsBatches() {
    await().atMost(SOON).until(() -> machines(probe.batches()).size() == 3);

    TelemetryBatch batch = probe.batches().get(0);
    EdgeMessage message = probe.messages().get(0);
    assertThat(batch.signals())
        .containsExactly(
            "load", "temperature", "humidity", "vibration", "current", "pressure", "flow", "speed");
    assertThat(batch.session()).hasSize(26);
    assertThat(message.messageId()).isEqualTo(batch.messageId());
    assertThat(message.properties()).containsEntry("kind", "telemetry");
  }

  @Test
  void desiredSettingsAreAppliedAndReported() throws Exception {
    hub.patchDesired("{\"sampling\":{\"intervalMs\":20},\"batch\":{\"size\":7,\"flushMs\":5000}}");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              ObjectNode reported = hub.reported();
              assertThat(reported.at("/sampling/intervalMs").asInt()).isEqualTo(20);
              assertThat(reported.at("/batch/size").asInt()).isEqualTo(7);
              assertThat(reported.at("/batch/flushMs").asInt()).isEqualTo(5_000);
            });
    probe.clear();
    await()
        .atMost(SOON)
        .until(() -> probe.batches().stream().filter(b -> b.readings() == 7).count() > 3);
    TelemetryBatch batch =
        probe.batches().stream().filter(b -> b.readings() == 7).toList().getLast();
    assertThat(batch.times()[1] - batch.times()[0]).isEqualTo(20);
    hub.patchDesired("{\"sampling\":null,\"batch\":null}");
  }

  @Test
  void refusedSettingIsReportedWithFieldAndRuleUntilItIsMended() throws Exception {
    hub.patchDesired("{\"batch\":{\"size\":0}}");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.reported().path("errors").path("batch/size").asText())
                    .isEqualTo("batch.size=0 must be a whole number between 1 and 10000"));

    hub.patchDesired("{\"batch\":null}");

    await()
        .atMost(SOON)
        .until(() -> hub.reported().path("errors").path("batch/size").isMissingNode());
  }

  @Test
  void injectedFaultShowsAndClears() throws Exception {
    int vibration = 3;
    await().atMost(SOON).until(() -> of("pump-02", probe.batches()).size() > 3);
    double healthy = last(of("pump-02", probe.batches()), vibration);

    MethodResult.Answered answer =
        hub.invoke(
            "injectFault", "{\"machine\":\"pump-02\",\"fault\":\"bearingWear\",\"severity\":0.9}");

    assertThat(answer.status()).isEqualTo(200);
    await().atMost(SOON).until(() -> last(of("pump-02", probe.batches()), vibration) > 2 * healthy);
    assertThat(hub.invoke("clearFault", "{\"machine\":\"pump-02\"}").status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .until(() -> last(of("pump-02", probe.batches()), vibration) < 1.5 * healthy);
  }

  @Test
  void faultThatCannotBeIsRefusedWithTheReason() throws Exception {
    assertThat(hub.invoke("injectFault", "{\"machine\":\"x\",\"fault\":\"bearingWear\"}"))
        .satisfies(
            answer -> {
              assertThat(answer.status()).isEqualTo(400);
              assertThat(answer.payloadJson()).contains("no machine x", "pump-01");
            });
    assertThat(hub.invoke("injectFault", "{\"machine\":\"pump-01\",\"fault\":\"rust\"}"))
        .satisfies(answer -> assertThat(answer.payloadJson()).contains("cavitation"));
    assertThat(
            hub.invoke(
                "injectFault", "{\"machine\":\"pump-01\",\"fault\":\"cavitation\",\"severity\":2}"))
        .satisfies(answer -> assertThat(answer.payloadJson()).contains("between 0 and 1"));
  }

  @Test
  void pingAnswersWithTimeAndSession() throws Exception {
    await().atMost(SOON).until(() -> !probe.batches().isEmpty());

    MethodResult.Answered answer = hub.invoke("ping", null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.payloadJson()).contains("time", probe.batches().get(0).session());
  }

  @Test
  void countersAreReportedByMachine() {
    await().atMost(SOON).until(() -> hub.reported().at("/machines/pump-01/sent").asLong() > 0);

    ObjectNode reported = hub.reported();
    assertThat(reported.at("/machines/pump-01/read").asLong())
        .isGreaterThanOrEqualTo(reported.at("/machines/pump-01/sent").asLong());
    assertThat(reported.at("/machines/pump-01/dropped").asLong()).isZero();
    assertThat(reported.at("/replay/done").asBoolean()).isFalse();
  }

  @Test
  void batchesWaitWhileTheHubIsAwayAndArriveInOrderWithoutGap() {
    await().atMost(SOON).until(() -> !probe.batches().isEmpty());
    hub.close();
    await().atMost(SOON).until(() -> !module.connected());
    assertThat(get("/q/health/ready")).contains("DOWN");
    hub.open();
    await().atMost(SOON).until(module::connected);
    int before = probe.batches().size();
    await().atMost(SOON).until(() -> probe.batches().size() > before + 20);

    probe
        .sequences()
        .values()
        .forEach(
            numbers ->
                assertThat(numbers)
                    .isEqualTo(
                        LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                            .boxed()
                            .toList()));
  }

  @Test
  void metricsAndHealthAreServed() {
    await().atMost(SOON).until(() -> !probe.batches().isEmpty());

    assertThat(get("/q/metrics"))
        .contains("fettle_sensor_readings_read_total{machine=\"pump-01\"}")
        .contains("fettle_edge_connected 1")
        .contains("fettle_sensor_buffer_size_bytes");
    assertThat(get("/q/health/live")).contains("UP");
    assertThat(get("/q/health/ready")).contains("UP");
  }

  private String get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static List<String> machines(List<TelemetryBatch> batches) {
    return batches.stream().map(TelemetryBatch::machine).distinct().toList();
  }

  private static List<TelemetryBatch> of(String machine, List<TelemetryBatch> batches) {
    return batches.stream().filter(batch -> batch.machine().equals(machine)).toList();
  }

  private static double last(List<TelemetryBatch> batches, int signal) {
    double[] values = batches.getLast().values()[signal];
    return values[values.length - 1];
  }
}
