package fettle.ops.csv;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How to read a recording.
 *
 * @param exclude columns that are no signal
 * @param zone the zone of times that name none
 * @param intervalMs spacing to assume where the file has no time column, milliseconds; 0 = refuse
 *     such a file
 */
public record CsvOptions(Set<String> exclude, ZoneId zone, long intervalMs) {

  /** Every column counts, times are UTC, a time column is needed. */
  public static final CsvOptions DEFAULT = new CsvOptions(Set.of(), ZoneOffset.UTC, 0);
}
