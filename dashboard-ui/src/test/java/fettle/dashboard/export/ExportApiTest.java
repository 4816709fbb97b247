package fettle.dashboard.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedLake;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.TelemetryBatch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class ExportApiTest {
  private static final String EXPORT = "/api/machines/edge-01/pump-01/export";
  private static final long STEP = 1_000;
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  @TempDir Path folder;
  PlayedGateway gateway;
  private PlayedMachine pump;
  private long now;

  @BeforeEach
  void tenMinutesInTheStore() {
    gateway.wipe();
    gateway.openStream();
    PlayedLake.wipe();
    now = Math.floorDiv(System.currentTimeMillis(), MINUTE) * MINUTE;
    pump = gateway.machine("edge-01/pump-01").signals("=flow", "Flow").intervals(STEP, STEP);
    for (long time = now - 10 * MINUTE; time < now; time += STEP) {
      pump.reading(time, 0.1, time % MINUTE == 0 ? 99 : 20.5, 1);
    }
    gateway.write(pump.arrived(now, now, now));
  }

  @AfterEach
  void noLakeIsLeftToOthers() {
    PlayedLake.wipe();
  }

  @Test
  void whereTheStoreHasNoReadingsBucketsKeepTheirExtremes() {
    Response answer = csv(now - 10 * MINUTE, now);

    List<NamedCsvRecord> rows = rows(answer);
    assertThat(rows).hasSize(600);
    assertThat(rows.getFirst().getHeader())
        .containsExactly(
            "device",
            "machine",
            "from",
            "to",
            "readings",
            "'=flow_count",
            "'=flow_min",
            "'=flow_mean",
            "'=flow_max",
            "Flow_count",
            "Flow_min",
            "Flow_mean",
            "Flow_max",
            "score_max",
            "anomalous");
    assertThat(rows.getFirst().getFields())
        .containsExactly(
            "edge-01",
            "pump-01",
            Instant.ofEpochMilli(now - 10 * MINUTE).toString(),
            Instant.ofEpochMilli(now - 10 * MINUTE + STEP).toString(),
            "1",
            "1",
            "99.0",
            "99.0",
            "99.0",
            "1",
            "1.0",
            "1.0",
            "1.0",
            "0.1",
            "0");
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename=\"edge-01_pump-01_.*Z_.*Z_buckets-1s.csv\"");
    assertThat(answer.body().asString()).contains("\r\n").doesNotContainPattern("[^\r]\n");
  }

  @Test
  void readingsOfTheStoreAreGivenOneByOne() {
    keepRaw(now - 2 * MINUTE);

    Response answer = csv(now - MINUTE, now);

    List<NamedCsvRecord> rows = rows(answer);
    assertThat(rows).hasSize(60);
    assertThat(rows.getFirst().getFields())
        .containsExactly(
            "edge-01",
            "pump-01",
            Instant.ofEpochMilli(now - MINUTE).toString(),
            "99.0",
            "1.0",
            "",
            "false");
    assertThat(answer.header("Content-Disposition")).contains("_readings.csv");
  }

  @Test
  void aLongRangeOfTheLakeGoesOutPageByPageWithEveryReading() {
    fillLake();

    List<NamedCsvRecord> rows = rows(csv(now - 4 * DAY, now - 3 * DAY));

    assertThat(rows).hasSize((int) (DAY / STEP));
    assertThat(rows.stream().map(row -> row.getField("time")).distinct()).hasSameSizeAs(rows);
    assertThat(rows.getLast().getField("Flow")).isEqualTo("7.5");
    assertThat(rows.getLast().getField("'=flow")).isEmpty();
  }

  @Test
  void aRangeFromTheLakeIntoTheStoreIsOneFileOfBuckets() {
    fillLake();

    Response answer = csv(now - 3 * DAY, now);

    List<NamedCsvRecord> rows = rows(answer);
    assertThat(answer.header("Content-Disposition")).contains("_buckets-60s.csv");
    assertThat(rows.getFirst().getField("from"))
        .isEqualTo(Instant.ofEpochMilli(now - 3 * DAY).toString());
    assertThat(rows.getLast().getField("to")).isEqualTo(Instant.ofEpochMilli(now).toString());
    assertThat(rows.stream().map(row -> row.getField("from")).distinct()).hasSameSizeAs(rows);
  }

  @Test
  void aParquetFileHasTheSameRowsAndSaysWhatItIs() throws IOException {
    fillLake();
    byte[] file =
        given()
            .get(EXPORT + "?format=parquet&from=%d&to=%d".formatted(now - 4 * DAY, now - 3 * DAY))
            .then()
            .statusCode(200)
            .header("Content-Disposition", containsString("_readings.parquet"))
            .extract()
            .asByteArray();
    Path parquet = Files.write(folder.resolve("export.parquet"), file);

    try (Database database =
            Database.open(
                new Database.Settings(256, "memory", folder, 0, IllegalStateException::new));
        Session session = database.session()) {
      String from = "read_parquet(" + Sql.text(parquet.toString()) + ")";
      String sums =
          session.one(
              "SELECT count(*), min(epoch_ms(time)), sum(\"Flow\"), any_value(machine) FROM "
                  + from,
              row ->
                  "%d %d %s %s"
                      .formatted(
                          row.getLong(1), row.getLong(2), row.getDouble(3), row.getString(4)));
      assertThat(sums)
          .isEqualTo("%d %d %s pump-01".formatted(DAY / STEP, now - 4 * DAY, 7.5 * DAY / STEP));
      assertThat(
              session.list(
                  "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata("
                      + Sql.text(parquet.toString())
                      + ")",
                  row -> row.getString(1)))
          .contains("resolution=readings", "machine=pump-01");
    }
  }

  @Test
  void anEmptyRangeIsAFileWithAHeadOnly() {
    assertThat(csv(1_000, 2_000).body().asString()).hasLineCount(1).startsWith("device,machine,");
  }

  @Test
  void aFileThatWouldBeTooLongIsRefusedWithTheWayOut() {
    fillLake();

    given()
        .get(EXPORT + "?from=%d&to=%d".formatted(now - 400 * DAY, now - 3 * DAY))
        .then()
        .statusCode(400)
        .body("parameter", equalTo("from"))
        .body("detail", containsString("choose a shorter range"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format=xls          | format  | must be csv or parquet, not 'xls'",
        "signals=x           | signals | names 'x'",
        "from=2000&to=1000   | from    | must be before to",
      })
  void aBadParameterIsNamedWithItsRule(String query, String parameter, String rule) {
    given()
        .get(EXPORT + "?" + query.strip())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(rule));
  }

  private void fillLake() {
    PlayedLake.write(pump.id(), "Flow", now - 4 * DAY, now - DAY, STEP, "7.5", true);
    PlayedLake.complete(now - DAY);
  }

  /** The bodies of the last minutes, as a gateway keeps them: messages of ten readings. */
  private void keepRaw(long from) {
    for (long start = from; start < now; start += 10 * STEP) {
      long[] times = LongStream.iterate(start, t -> t + STEP).limit(10).toArray();
      gateway.keepRaw(
          pump,
          new TelemetryBatch(
              "pump-01",
              "s",
              start / STEP,
              times,
              List.of("=flow", "Flow"),
              new double[][] {
                LongStream.of(times).mapToDouble(t -> t % MINUTE == 0 ? 99 : 20.5).toArray(),
                LongStream.of(times).mapToDouble(t -> 1).toArray()
              },
              null));
    }
  }

  private static Response csv(long from, long to) {
    return given()
        .get(EXPORT + "?from=%d&to=%d".formatted(from, to))
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private static List<NamedCsvRecord> rows(Response answer) {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(answer.body().asString())) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
