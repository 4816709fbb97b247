package fettle.ops.dataset;

import fettle.lake.duckdb.Sql;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts readings on a grid: a step's value, or the last one before it while it is not older than the
 * limit. Score and anomaly are a step's own and never repeated.
 */
final class GridQuery {
  private final Grid grid;
  private final List<String> columns;

  GridQuery(Grid grid, List<String> columns) {
    this.grid = grid;
    this.columns = columns;
  }

  /**
   * @param readings a query of {@code t, n}, the columns, {@code score, anomaly, model}
   * @return a query of the same, {@code n} being 0
   */
  String of(String readings) {
    return """
        WITH readings AS (%1$s),
        steps AS (
          SELECT t - t %% %2$d AS g, %3$s,
            max(score) AS score, bool_or(anomaly) AS anomaly, arg_max(model, n) AS model
          FROM readings GROUP BY g),
        carried AS (
          SELECT g, score, anomaly, model, lead(g) OVER (ORDER BY g) AS next, %4$s
          FROM steps
          WINDOW before AS (ORDER BY g ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)),
        grid AS (
          SELECT *, unnest(range(g, CASE WHEN next - g <= %5$d THEN next ELSE g + %2$d END, %2$d))
            AS t
          FROM carried)
        SELECT t, 0 AS n, %6$s,
          CASE WHEN t = g THEN score END AS score, CASE WHEN t = g THEN anomaly END AS anomaly,
          CASE WHEN t = g THEN model END AS model
        FROM grid
        """
        .formatted(
            readings,
            grid.step(),
            each(this::step),
            each(GridQuery::carried),
            Grid.PAUSE,
            each(this::filled));
  }

  private String step(String column) {
    String name = Sql.name(column);
    return switch (grid.method()) {
      case LAST -> "arg_max(%1$s, n) FILTER (WHERE %1$s IS NOT NULL) AS %1$s".formatted(name);
      case MEAN -> "avg(%1$s) AS %1$s".formatted(name);
    };
  }

  private static String carried(String column) {
    return """
        last_value(%1$s IGNORE NULLS) OVER before AS %1$s,
        last_value(CASE WHEN %1$s IS NOT NULL THEN g END IGNORE NULLS) OVER before AS %2$s"""
        .formatted(Sql.name(column), Sql.name(at(column)));
  }

  private String filled(String column) {
    return "CASE WHEN t - %2$s <= %3$d THEN %1$s END AS %1$s"
        .formatted(Sql.name(column), Sql.name(at(column)), grid.fill());
  }

  /** When the value that is carried was read; no column of a signal begins so. */
  private static String at(String column) {
    return "at." + column;
  }

  private String each(Function<String, String> of) {
    return columns.stream().map(of).collect(Collectors.joining(", "));
  }
}
