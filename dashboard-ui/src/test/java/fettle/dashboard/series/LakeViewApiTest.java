package fettle.dashboard.series;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedLake;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.store.Tier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is older than the store comes from the lake, and nobody can tell where one ends. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LakeViewApiTest {
  private static final String VIEW = "/api/machines/edge-01/pump-01/view";
  private static final double SPIKE = 9_999;
  private static final long STEP = 10_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long DAYS = 14;

  private static final long NOW = Math.floorDiv(System.currentTimeMillis(), MINUTE) * MINUTE;

  /** What the lake is filled with: the files of two weeks are not written for each test. */
  private static String filled = "";

  PlayedGateway gateway;
  private PlayedMachine pump;
  private final long now = NOW;
  private final long spikeAt = NOW - 10 * DAY + 7 * STEP;
  private long storedFrom;

  @BeforeEach
  void twoWeeksInTheLakeAndTheLastTwoDaysInTheStore() {
    gateway.wipe();
    gateway.openStream();
    Tier coarsest = PlayedGateway.TIERS.getLast();
    storedFrom = coarsest.chunkStart(now - coarsest.retentionMs());
    pump = gateway.machine("edge-01/pump-01").signals("temperature").intervals(STEP, STEP);
    for (long time = storedFrom; time < now; time += STEP) {
      pump.reading(time, 0.1, 20);
    }
    gateway.write(pump.arrived(now, now, now));
  }

  @BeforeAll
  @AfterAll
  static void noLakeIsLeftToOthers() {
    PlayedLake.wipe();
    filled = "";
  }

  private void fillLake(long until, boolean rolledUp) {
    String wanted = until + " " + rolledUp;
    if (filled.equals(wanted)) {
      return;
    }
    PlayedLake.wipe();
    filled = wanted;
    PlayedLake.write(
        pump.id(),
        "temperature",
        now - DAYS * DAY,
        until,
        STEP,
        "CASE WHEN t = %d THEN %f ELSE 20 END".formatted(spikeAt, SPIKE),
        rolledUp);
    PlayedLake.complete(until);
  }

  @ParameterizedTest
  @CsvSource({
    "400, true, 1000",
    "400, false, 300",
    "30, true, 1000",
    "7, true, 5",
    "1, true, 1000",
    "1, false, 40",
  })
  void aSpikeOfOneReadingIsSeenFromAnyDistance(int days, boolean rolledUp, int points) {
    fillLake(now, rolledUp);
    long from = spikeAt - days * DAY / 2;

    JsonPath view = view(from, Math.min(now, from + days * DAY), points);

    assertSpike(view, points);
  }

  @ParameterizedTest
  @CsvSource({"21600000, 500", "3600000, 1000", "600000, 1000", "60000, 1000"})
  void aSpikeOfOneReadingIsSeenFromNearby(long length, int points) {
    fillLake(now, true);

    JsonPath view = view(spikeAt - length / 2, spikeAt + length / 2, points);

    assertSpike(view, points);
  }

  private static void assertSpike(JsonPath view, int points) {
    assertThat(view.getList("series.t")).hasSizeLessThanOrEqualTo(points);
    assertThat(view.getList("series.signals.temperature.max", Double.class)).contains(SPIKE);
    if (view.getLong("series.widthMs") > view.getLong("series.tierMs")) {
      assertThat(view.getList("lines.temperature.v", Double.class)).contains(SPIKE);
    }
  }

  @Test
  void fromNearbySingleReadingsAreShown() {
    fillLake(now, true);

    JsonPath view = view(spikeAt - MINUTE, spikeAt + MINUTE, 1000);

    assertThat(view.getString("source")).isEqualTo("READINGS");
    assertThat(view.getList("series.t", Long.class)).contains(spikeAt).hasSize(12);
    assertThat(view.getList("series.score", Double.class)).containsOnly(0.1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "300, 1", "10, 0", "1, 2"})
  void atTheSeamNoReadingIsMissingAndNoneCountsTwice(long daysBefore, long daysAfter) {
    fillLake(now, true);
    long from = Math.max(now - DAYS * DAY, storedFrom - daysBefore * DAY);
    long to = Math.min(now, storedFrom + daysAfter * DAY + HOUR);

    JsonPath view = view(Math.ceilDiv(from, HOUR) * HOUR, to / HOUR * HOUR, 2000);

    long length = to / HOUR * HOUR - Math.ceilDiv(from, HOUR) * HOUR;
    assertThat(readings(view)).isEqualTo(length / STEP);
  }

  @Test
  void readingsThatTheStoreHasInRollupsOnlyAreShownSinglyWhereTheLakeHasAllOfThem() {
    fillLake(now, true);

    JsonPath view = view(now - DAY, now - DAY + 5 * MINUTE, 1000);

    assertThat(view.getString("source")).isEqualTo("READINGS");
    assertThat(view.getList("series.t")).hasSize(30);
  }

  @Test
  void readingsThatTheLakeDoesNotHaveYetStayRollups() {
    fillLake(now - DAY, true);

    JsonPath view = view(now - DAY, now - DAY + 5 * MINUTE, 1000);

    assertThat(view.getString("source")).isEqualTo("ROLLUPS");
    assertThat(readings(view)).isEqualTo(30);
  }

  @Test
  void whatAStoreThatBeganAnewDoesNotHaveComesFromTheLake() {
    gateway.wipe();
    gateway.openStream();
    pump = gateway.machine("edge-01/pump-01").signals("temperature").intervals(STEP, STEP);
    for (long time = now - HOUR; time < now; time += STEP) {
      pump.reading(time, 0.1, 20);
    }
    gateway.write(pump.arrived(now, now, now));
    fillLake(now, true);

    JsonPath view = view(now - 5 * HOUR, now, 1000);

    assertThat(readings(view)).isEqualTo(5 * HOUR / STEP);
  }

  @Test
  void upToWhenTheLakeIsCompleteIsSaid() {
    fillLake(now - 5 * DAY, true);

    JsonPath view = view(now - 12 * DAY, now, 1000);

    assertThat(view.getLong("lakeTo")).isEqualTo(now - 5 * DAY);
    assertThat(view.getLong("storedFrom")).isBetween(storedFrom, storedFrom + HOUR);
  }

  @Test
  void aLakeThatIsNotThereYetIsAnEmptyOne() {
    noLakeIsLeftToOthers();

    JsonPath view = view(now - 12 * DAY, now - 5 * DAY, 1000);

    assertThat(view.getList("series.t")).isEmpty();
    assertThat((Object) view.get("lakeTo")).isNull();
  }

  private static long readings(JsonPath view) {
    List<Long> readings = view.getList("series.readings", Long.class);
    return readings.stream().mapToLong(Long::longValue).sum();
  }

  private static JsonPath view(long from, long to, int points) {
    return given()
        .get(VIEW + "?from=%d&to=%d&points=%d".formatted(from, to, points))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(
            JsonPathConfig.jsonPathConfig()
                .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));
  }
}
