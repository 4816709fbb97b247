package fettle.dashboard.series;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.store.Bucket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class SeriesApiTest {
  private static final String SERIES = "/api/machines/edge-01/pump-01/series";

  PlayedGateway gateway;
  private PlayedMachine pump;
  private long now;

  @BeforeEach
  void tenMinutesOfReadings() {
    gateway.wipe();
    gateway.openStream();
    now = Math.floorDiv(System.currentTimeMillis(), 60_000) * 60_000;
    pump = gateway.machine("edge-01/pump-01").signals("temperature", "Volume Flow RateRMS");
    for (long time = now - 600_000; time < now; time += 500) {
      double value = 20 + Math.floorMod(time, 7_300) / 100.0;
      double flow = time % 2_000 == 0 ? Double.NaN : value * 2;
      pump.reading(time, Math.floorMod(time, 90_000) / 100_000.0, value, flow);
    }
    pump.arrived(now, now, now);
    gateway.write(pump);
  }

  @Test
  void everyTierAnswersWithTheBucketsThatTheGatewayWrote() {
    for (var tier : PlayedGateway.TIERS) {
      JsonPath series =
          series("from=%d&to=%d&tierMs=%d".formatted(now - 600_000, now, tier.widthMs()));

      TreeMap<Long, Bucket> expected = pump.buckets(tier);
      assertThat(series.getLong("tierMs")).isEqualTo(tier.widthMs());
      assertThat(series.getList("t", Long.class)).containsExactlyElementsOf(expected.keySet());
      assertColumns(series, "temperature", 0, expected);
      assertColumns(series, "'Volume Flow RateRMS'", 1, expected);
      assertThat(series.getList("readings", Long.class))
          .containsExactlyElementsOf(expected.values().stream().map(Bucket::readings).toList());
      assertThat(series.getList("anomalous", Long.class))
          .containsExactlyElementsOf(expected.values().stream().map(Bucket::anomalous).toList());
      assertThat(series.getList("score", Double.class))
          .containsExactlyElementsOf(expected.values().stream().map(Bucket::highestScore).toList());
    }
  }

  private static void assertColumns(
      JsonPath series, String signal, int index, TreeMap<Long, Bucket> expected) {
    String path = "signals." + signal + ".";
    assertThat(series.getList(path + "count", Long.class))
        .containsExactlyElementsOf(expected.values().stream().map(b -> b.count(index)).toList());
    assertThat(series.getList(path + "min", Double.class))
        .containsExactlyElementsOf(expected.values().stream().map(b -> b.min(index)).toList());
    assertThat(series.getList(path + "max", Double.class))
        .containsExactlyElementsOf(expected.values().stream().map(b -> b.max(index)).toList());
    assertThat(series.getList(path + "mean", Double.class))
        .containsExactlyElementsOf(expected.values().stream().map(b -> b.mean(index)).toList());
  }

  @Test
  void theFinestTierThatFitsTheWantedPointsAnswers() {
    String range = "from=%d&to=%d".formatted(now - 600_000, now);

    assertThat(series(range + "&points=600").getLong("tierMs")).isEqualTo(1_000);
    assertThat(series(range + "&points=599").getLong("tierMs")).isEqualTo(10_000);
    assertThat(series(range + "&points=59").getLong("tierMs")).isEqualTo(60_000);
  }

  @Test
  void aSpikeIsStillThereInTheFewestPoints() {
    pump.reading(now - 301_000, 0.1, 9_999, 1);
    gateway.write(pump);

    JsonPath series = series("from=%d&to=%d&points=3".formatted(now - 600_000, now));

    assertThat(series.getList("t")).hasSizeLessThanOrEqualTo(3);
    assertThat(series.getLong("widthMs")).isGreaterThan(series.getLong("tierMs"));
    assertThat(series.getList("signals.temperature.max", Double.class)).contains(9_999.0);
    assertThat(series.getList("readings", Long.class).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1_201);
  }

  @Test
  void aValueThatIsMissingIsNull() {
    pump.reading(now + 5_000, Double.NaN, 20.5, Double.NaN);
    gateway.write(pump);

    JsonPath series = series("from=%d&to=%d&points=10".formatted(now + 5_000, now + 6_000));

    assertThat(series.getList("signals.'Volume Flow RateRMS'.mean")).containsExactly((Object) null);
    assertThat(series.getList("signals.temperature.mean", Double.class)).containsExactly(20.5);
    assertThat(series.getList("score")).containsExactly((Object) null);
  }

  @Test
  void onlyTheNamedSignalsAreAnswered() {
    JsonPath series = series("signals=temperature&from=%d".formatted(now - 60_000));

    assertThat(series.getMap("signals").keySet()).isEqualTo(Set.of("temperature"));
  }

  @Test
  void timesMayBeIso() {
    String from = Instant.ofEpochMilli(now - 60_000).toString();
    String to = Instant.ofEpochMilli(now).toString();

    JsonPath series = series("from=" + from + "&to=" + to);

    assertThat(series.getLong("from")).isEqualTo(now - 60_000);
    assertThat(series.getList("t")).hasSize(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points=1             | points  | must be from 2 to 100000, not 1",
        "points=x             | points  | must be a whole number, not 'x'",
        "from=yesterday       | from    | must be epoch milliseconds or an ISO time",
        "to=-5                | to      | must be from 0",
        "from=2000&to=1000    | from    | must be before to",
        "tierMs=7             | tierMs  | must be one of 1000, 10000, 60000",
        "signals=temperature,x| signals | names 'x', but edge-01/pump-01 has temperature, Volume",
      })
  void aBadParameterIsNamedWithItsRule(String query, String parameter, String rule) {
    given()
        .get(SERIES + "?" + query.strip())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(rule));
  }

  @Test
  void anAnswerThatWouldBeHugeIsRefused() {
    pump.signals(IntStream.range(0, 30).mapToObj(i -> "s" + i).toArray(String[]::new));
    gateway.write(pump);

    given()
        .get(SERIES + "?points=100000&tierMs=1000&from=0&to=" + now)
        .then()
        .statusCode(400)
        .body("parameter", equalTo("points"))
        .body("detail", containsString("at most 1000000"));
  }

  @Test
  void aRangeUntilTheEndOfTimeIsAnsweredAtOnce() {
    JsonPath series = series("from=0&to=9999-12-31T23:59:59Z&points=2");

    assertThat(series.getList("readings", Long.class).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1_200);
  }

  @Test
  void anUnknownMachineIsNotFound() {
    given()
        .get("/api/machines/edge-01/pump-99/series")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("edge-01/pump-99"));
  }

  @Test
  void aStoreThatNoGatewayHasWrittenToIsEmpty() {
    gateway.wipe();

    assertThat(given().get("/api/machines").jsonPath().getList("$")).isEqualTo(List.of());
    given().get(SERIES).then().statusCode(404);
  }

  private static JsonPath series(String query) {
    return given().get(SERIES + "?" + query).then().statusCode(200).extract().jsonPath(exact());
  }

  private static JsonPathConfig exact() {
    return JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE);
  }
}
