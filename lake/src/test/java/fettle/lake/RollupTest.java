package fettle.lake;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupTest {
  private static final String FLOW = SignalColumn.of("Flow");
  private static final String LEVEL = SignalColumn.of("level");

  @TempDir Path folder;
  private Database database;
  private Session session;

  @BeforeEach
  void anHourOfReadingsOfTwoPumpsASecondWithOneSpike() {
    database =
        Database.open(new Database.Settings(128, "memory", folder, 0, IllegalStateException::new));
    session = database.session();
    session.run(
        """
        CREATE TEMP TABLE readings AS SELECT machine, i * 1000 AS t,
          CASE WHEN i %% 2 = 0 THEN 0.25 END AS score, i = 1801 AS anomaly,
          CASE WHEN i = 1801 THEN 99.5 ELSE 1.5 END AS %s,
          CASE WHEN i >= 1800 THEN i::DOUBLE END AS %s
        FROM range(3600) r(i), (VALUES ('a'), ('b')) m(machine)
        """
            .formatted(Sql.name(FLOW), Sql.name(LEVEL)));
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  @Test
  void stepsHaveCountsExtremesAndSumsOfTheirReadings() {
    List<String> rows =
        rows(Rollup.ofReadings("readings", "machine = 'a'", List.of(FLOW, LEVEL), 600_000));

    assertThat(rows)
        .containsExactly(
            "a 0 600 0.25 0 600 1.5 1.5 900.0 0 NaN NaN NaN",
            "a 600000 600 0.25 0 600 1.5 1.5 900.0 0 NaN NaN NaN",
            "a 1200000 600 0.25 0 600 1.5 1.5 900.0 0 NaN NaN NaN",
            "a 1800000 600 0.25 1 600 1.5 99.5 998.0 600 1800.0 2399.0 1259700.0",
            "a 2400000 600 0.25 0 600 1.5 1.5 900.0 600 2400.0 2999.0 1619700.0",
            "a 3000000 600 0.25 0 600 1.5 1.5 900.0 600 3000.0 3599.0 1979700.0");
  }

  @Test
  void widerBucketsOfStepsAreWhatWiderBucketsOfReadingsAre() {
    List<String> columns = List.of(FLOW, LEVEL);
    String steps = "(" + Rollup.ofReadings("readings", "true", columns, 600_000) + ")";

    List<String> ofSteps = rows(Rollup.ofBuckets(steps, columns, 1_800_000));

    assertThat(ofSteps)
        .hasSize(4)
        .isEqualTo(rows(Rollup.ofReadings("readings", "true", columns, 1_800_000)));
  }

  private List<String> rows(String query) {
    return session.list(
        query,
        row -> {
          StringBuilder text = new StringBuilder(row.getString("machine"));
          text.append(' ').append(row.getLong("start")).append(' ').append(row.getLong("readings"));
          text.append(' ').append(row.getDouble("score"));
          text.append(' ').append(row.getLong("anomalous"));
          for (String column : List.of(FLOW, LEVEL)) {
            List<String> figures = Rollup.columnsOf(column);
            text.append(' ').append(row.getLong(figures.get(0)));
            for (String figure : figures.subList(1, 4)) {
              text.append(' ').append(row.getDouble(figure));
            }
          }
          return text.toString();
        });
  }
}
