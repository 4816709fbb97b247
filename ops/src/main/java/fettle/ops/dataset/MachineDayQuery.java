package fettle.ops.dataset;

import fettle.lake.Partition;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Sql;
import fettle.ops.dataset.Survey.MachineDay;
import fettle.ops.lake.LakeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows that a machine's day gives to a side, as one query. It reads beyond the day's edges as
 * far as a value is repeated or a window reaches, so no day depends on how another came out.
 */
final class MachineDayQuery {
  private final LakeStore store;
  private final DatasetSettings settings;
  private final Survey survey;
  private final Labels labels;
  private final MachineDay day;
  private final List<String> columns;

  MachineDayQuery(
      LakeStore store, DatasetSettings settings, Survey survey, Labels labels, MachineDay day) {
    this.store = store;
    this.settings = settings;
    this.survey = survey;
    this.labels = labels;
    this.day = day;
    this.columns = survey.signals().stream().map(SignalColumn::of).toList();
  }

  /**
   * Ordered by time.
   *
   * @param range of the side
   */
  String rows(Cut.Range range) {
    long end = day.partition().to() + reach();
    String rows =
        settings
            .grid()
            .map(grid -> labelled(new GridQuery(grid, columns).of(readings(end)), end))
            .orElseGet(() -> labelled(readings(end), end));
    String chosen =
        settings
            .windows()
            .map(windows -> windows(windows, rows, range))
            .orElseGet(
                () ->
                    "SELECT t, %s, score, anomaly, model, label, component FROM (%s) WHERE t >= %d AND t < %d ORDER BY t, n"
                        .formatted(
                            names(columns),
                            rows,
                            Math.max(day.partition().from(), range.from()),
                            Math.min(day.partition().to(), range.to())));
    return "SELECT %s AS device, %s AS machine, * FROM (%s)"
        .formatted(Sql.text(day.machine().device()), Sql.text(day.machine().machine()), chosen);
  }

  /** How far beyond the day is read, at its end. */
  private long reach() {
    return settings.grid().isEmpty()
        ? 0
        : Grid.PAUSE
            + settings
                .windows()
                .map(windows -> windows.length() * settings.grid().get().step())
                .orElse(0L);
  }

  /** The machine's readings around the day: {@code t, n} (the order at one time) and columns. */
  private String readings(long end) {
    long begin = day.partition().from() - (settings.grid().isEmpty() ? 0 : Grid.PAUSE);
    List<Partition> partitions = new ArrayList<>();
    SortedSet<String> there = new TreeSet<>();
    for (Partition near = Partition.of(day.machine().device(), begin);
        near.from() < end;
        near = near.plusDays(1)) {
      if (survey.columns().containsKey(near)) {
        partitions.add(near);
        there.addAll(survey.columns().get(near));
      }
    }
    return "SELECT t, file_row_number AS n, %s, score, anomaly, model FROM %s WHERE machine = %s AND t >= %d AND t < %d"
        .formatted(
            each(
                column ->
                    (there.contains(column) ? Sql.name(column) : "NULL::DOUBLE")
                        + " AS "
                        + Sql.name(column)),
            Sql.parquet(partitions.stream().map(store::file).toList()),
            Sql.text(day.machine().machine()),
            Math.max(begin, settings.since()),
            Math.min(end, settings.until()));
  }

  private String labelled(String rows, long end) {
    List<Label> own = labels.of(day.machine(), day.partition().from() - Grid.PAUSE, end);
    if (own.isEmpty()) {
      return "SELECT *, NULL::VARCHAR AS label, NULL::VARCHAR AS component FROM (" + rows + ")";
    }
    String values =
        own.stream()
            .map(
                label ->
                    "(%d, %d, %s, %s)"
                        .formatted(
                            label.from(),
                            label.to(),
                            Sql.text(label.label()),
                            Sql.textOrNull(label.component().isEmpty() ? null : label.component())))
            .collect(Collectors.joining(", "));
    return """
        SELECT r.*, CASE WHEN r.t < l.ends THEN l.label END AS label,
          CASE WHEN r.t < l.ends THEN l.component END AS component
        FROM (%s) r ASOF LEFT JOIN (VALUES %s) l(begins, ends, label, component)
          ON r.t >= l.begins
        """
        .formatted(rows, values);
  }

  /** A row a window, its signals as lists; score and labels are those of its last step. */
  private String windows(Windows windows, String rows, Cut.Range range) {
    long step = settings.grid().orElseThrow().step();
    String whole =
        survey.machines().get(day.machine()).signals().stream()
            .filter(survey.signals()::contains)
            .map(signal -> Sql.name(SignalColumn.of(signal)) + " IS NOT NULL")
            .reduce("true", (all, one) -> all + " AND " + one);
    return """
        SELECT min(t) AS "from", max(t) + %1$d AS "to", %2$s,
          arg_max_null(score, t) AS score, arg_max_null(anomaly, t) AS anomaly,
          arg_max_null(model, t) AS model, arg_max_null(label, t) AS label,
          arg_max_null(component, t) AS component
        FROM (
          SELECT *, unnest(range((t // %1$d - %3$d) // %4$d + 1, t // %1$d // %4$d + 1)) AS w
          FROM (%5$s) WHERE %6$s)
        WHERE w * %7$d >= %8$d AND w * %7$d < %9$d AND w * %7$d + %10$d <= %11$d
        GROUP BY w HAVING count(*) = %3$d ORDER BY w
        """
        .formatted(
            step,
            each(column -> "list(%1$s ORDER BY t) AS %1$s".formatted(Sql.name(column))),
            windows.length(),
            windows.stride(),
            rows,
            whole,
            windows.stride() * step,
            Math.max(day.partition().from(), range.from()),
            day.partition().to(),
            windows.length() * step,
            range.to());
  }

  private String each(Function<String, String> of) {
    return columns.stream().map(of).collect(Collectors.joining(", "));
  }

  static String names(List<String> columns) {
    return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
  }
}
