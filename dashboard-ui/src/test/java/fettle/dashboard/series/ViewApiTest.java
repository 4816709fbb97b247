package fettle.dashboard.series;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class ViewApiTest {
  private static final String VIEW = "/api/machines/edge-01/pump-01/view";
  private static final double SPIKE = 9_999;
  private static final int MINUTE = 60_000;
  private static final int LENGTH = 50 * MINUTE;

  PlayedGateway gateway;
  private PlayedMachine pump;
  private long now;
  private long spikeAt;

  @BeforeEach
  void fiftyMinutesOfReadingsWithASpike() {
    gateway.wipe();
    gateway.openStream();
    now = Math.floorDiv(System.currentTimeMillis(), MINUTE) * MINUTE;
    spikeAt = now - LENGTH / 3;
    pump = gateway.machine("edge-01/pump-01").signals("temperature").intervals(500, 1_000);
    for (long time = now - LENGTH; time < now; time += 500) {
      pump.reading(time, 0.1, time == spikeAt ? SPIKE : value(time));
    }
    gateway.write(pump.arrived(now, now, now));
  }

  private static double value(long time) {
    return 20 + Math.floorMod(time, 7_300) / 100.0;
  }

  @ParameterizedTest
  @CsvSource({"3000000, 1000", "3000000, 300", "3000000, 5", "600000, 200", "60000, 50", "2000, 5"})
  void aSpikeIsInColumnsAndLineAtEveryZoom(long length, int points) {
    long from = spikeAt - length / 2;

    JsonPath view = view("from=%d&to=%d&points=%d".formatted(from, from + length, points));

    assertThat(view.getList("series.t")).hasSizeLessThanOrEqualTo(points);
    assertThat(view.getList("series.signals.temperature.max", Double.class)).contains(SPIKE);
    List<Double> line = view.getList("lines.temperature.v", Double.class);
    if (view.getLong("series.widthMs") > view.getLong("series.tierMs")) {
      assertThat(line).hasSizeLessThanOrEqualTo(points).contains(SPIKE);
    } else {
      assertThat(view.getMap("lines")).isEmpty();
    }
  }

  @Test
  void aLongViewIsReadFromTheFinestTierThatIsKept() {
    JsonPath view = view("from=%d&to=%d&points=100".formatted(now - LENGTH, now));

    assertThat(view.getString("source")).isEqualTo("ROLLUPS");
    assertThat(view.getLong("series.tierMs")).isEqualTo(1_000);
    assertThat(readings(view)).isEqualTo(LENGTH / 500);
  }

  @Test
  void aViewThatReachesFurtherBackThanTheMachineLosesNothingByIt() {
    JsonPath view = view("from=%d&to=%d&points=500".formatted(now - 7 * 86_400_000L, now));

    assertThat(view.getLong("series.tierMs")).isEqualTo(1_000);
    assertThat(readings(view)).isEqualTo(LENGTH / 500);
    assertThat(view.getLong("storedFrom")).isBetween(now - 3 * 86_400_000L, now - 2 * 86_400_000L);
  }

  @Test
  void aShortViewShowsSingleReadings() {
    keepRaw(now - 2 * MINUTE);

    JsonPath view = view("from=%d&to=%d&points=500".formatted(now - MINUTE, now - MINUTE / 2));

    assertThat(view.getString("source")).isEqualTo("READINGS");
    assertThat(view.getList("series.t", Long.class))
        .containsExactlyElementsOf(times(now - MINUTE, now - MINUTE / 2));
    assertThat(view.getList("series.signals.temperature.mean", Double.class))
        .startsWith(value(now - MINUTE));
    assertThat(view.getList("series.score", Double.class)).containsOnly(0.1);
  }

  @Test
  void readingsThatTheStoreHasDroppedInPartAreShownAsRollups() {
    keepRaw(now - MINUTE / 2);

    JsonPath view = view("from=%d&to=%d&points=500".formatted(now - MINUTE, now));

    assertThat(view.getString("source")).isEqualTo("ROLLUPS");
    assertThat(readings(view)).isEqualTo(MINUTE / 500);
  }

  @Test
  void aPauseBreaksTheLine() {
    long later = now + 10 * MINUTE;
    for (long time = later; time < later + MINUTE; time += 500) {
      pump.reading(time, 0.1, value(time));
    }
    gateway.write(pump);

    JsonPath view = view("from=%d&to=%d&points=50".formatted(now - LENGTH, later + MINUTE));

    List<Double> line = view.getList("lines.temperature.v", Double.class);
    assertThat(line.stream().filter(value -> value == null)).hasSize(1);
    long pause = view.getList("lines.temperature.t", Long.class).get(line.indexOf(null));
    assertThat(pause).isBetween(now, later);
  }

  @Test
  void aViewWithoutReadingsIsEmpty() {
    JsonPath view = view("from=1000&to=2000&points=50");

    assertThat(view.getList("series.t")).isEmpty();
    assertThat(view.getMap("lines")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points=4             | points  | must be from 5 on, not 4",
        "from=2000&to=1000    | from    | must be before to",
        "signals=x            | signals | names 'x', but edge-01/pump-01 has temperature",
      })
  void aBadParameterIsNamedWithItsRule(String query, String parameter, String rule) {
    given()
        .get(VIEW + "?" + query.strip())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(rule));
  }

  @Test
  void anUnknownMachineIsNotFound() {
    given()
        .get("/api/machines/edge-01/pump-99/view")
        .then()
        .statusCode(404)
        .body("detail", containsString("edge-01/pump-99"));
  }

  /** The bodies of the last minutes, as a gateway keeps them: messages of ten readings. */
  private void keepRaw(long from) {
    for (long start = from; start < now; start += 5_000) {
      long[] times = times(start, start + 5_000).stream().mapToLong(Long::longValue).toArray();
      double[] values = LongStream.of(times).mapToDouble(ViewApiTest::value).toArray();
      double[] scores = LongStream.of(times).mapToDouble(t -> 0.1).toArray();
      Scoring scoring = new Scoring("pump:1", scores, new boolean[times.length], null, start);
      gateway.keepRaw(
          pump,
          new TelemetryBatch(
              "pump-01",
              "s",
              start / 5_000,
              times,
              List.of("temperature"),
              new double[][] {values},
              scoring));
    }
  }

  private static List<Long> times(long from, long to) {
    return LongStream.iterate(from, time -> time < to, time -> time + 500).boxed().toList();
  }

  private static long readings(JsonPath view) {
    return view.getList("series.readings", Long.class).stream().mapToLong(Long::longValue).sum();
  }

  private static JsonPath view(String query) {
    return given()
        .get(VIEW + "?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(
            JsonPathConfig.jsonPathConfig()
                .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));
  }
}
