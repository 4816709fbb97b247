package fettle.ops.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which column of a file is what.
 *
 * @param names every column's name, trimmed
 * @param time index of the time column, -1 when there is none
 * @param label index of the column that says which rows are anomalous, -1 when there is none
 * @param signals indices of the measured columns
 */
record Header(List<String> names, int time, int label, int[] signals) {

  private static final Set<String> TIME_NAMES =
      Set.of("datetime", "timestamp", "time", "date", "ts", "t");

  /** Ground truth, never a feature: a model that saw them would know the answer. */
  private static final Set<String> LABEL_NAMES = Set.of("anomaly", "label");

  private static final Set<String> IGNORED_NAMES = Set.of("changepoint");

  /** Sorts out the columns; {@code names} are the header's cells as they stand in the file. */
  static Header of(List<String> names, Set<String> exclude) {
    List<String> trimmed = names.stream().map(String::strip).toList();
    int time = -1;
    int label = -1;
    List<Integer> signals = new ArrayList<>();
    for (int i = 0; i < trimmed.size(); i++) {
      String key = trimmed.get(i).toLowerCase(Locale.ROOT);
      if (time < 0 && TIME_NAMES.contains(key)) {
        time = i;
      } else if (label < 0 && LABEL_NAMES.contains(key)) {
        label = i;
      } else if (!IGNORED_NAMES.contains(key)
          && !LABEL_NAMES.contains(key)
          && !exclude.contains(trimmed.get(i))) {
        signals.add(i);
      }
    }
    return new Header(trimmed, time, label, signals.stream().mapToInt(Integer::intValue).toArray());
  }

  /** One sentence on what is wrong with the header, or null when it can be used. */
  String problem(String file, CsvOptions options) {
    if (names.size() < 2) {
      return file
          + " line 1: only one column found; columns are separated by ';', ',' or a tab, and the"
          + " first line names them";
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        return file + " line 1: two columns are named '" + name + "'; give each a name of its own";
      }
    }
    if (time < 0 && options.intervalMs() <= 0) {
      return file
          + " line 1: no time column (one named datetime, timestamp, time, date or ts); name the"
          + " spacing of the rows with --interval MILLISECONDS";
    }
    if (signals.length == 0) {
      return file + " line 1: no numeric column to learn from besides time and labels";
    }
    return null;
  }

  List<String> signalNames() {
    List<String> result = new ArrayList<>();
    for (int column : signals) {
      result.add(names.get(column));
    }
    return List.copyOf(result);
  }
}
