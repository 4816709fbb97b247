package fettle.dashboard.page;

import java.util.List;

/** A time range that can be chosen. */
record Range(String key, String label) {
  /** All of them. */
  static final List<Range> ALL =
      List.of(
          new Range("2m", "2 min"),
          new Range("15m", "15 min"),
          new Range("1h", "1 h"),
          new Range("6h", "6 h"),
          new Range("24h", "24 h"));
}
