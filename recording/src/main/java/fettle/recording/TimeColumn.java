package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which column holds the times, and how they are written. Content goes before names: a column that
 * holds dates is the one, whatever it is called, and a column called {@code t} that holds 21.3 is a
 * temperature.
 *
 * @param index -1 where the file has none and its rows have a known spacing
 * @param format {@code null} in that case
 */
record TimeColumn(int index, TimeFormat format) {
  static final TimeColumn NONE = new TimeColumn(-1, null);

  private static final Set<String> NAMES =
      Set.of("datetime", "date_time", "timestamp", "time", "date", "ts", "t", "epoch");

  /**
   * @throws RecordingException when there is none, or none that can be read
   */
  static TimeColumn find(
      CsvFile file, CsvRecord headerRow, List<String> header, CsvRecord first, ReadOptions options)
      throws RecordingException {
    Search search = new Search(file, headerRow, header, first, options);
    if (options.timeColumn().isPresent()) {
      return search.at(CsvLayout.column(file, headerRow, header, options.timeColumn().get()));
    }
    Optional<Integer> found =
        search
            .first(column -> search.isNamed(column) && search.isMoment(column))
            .or(() -> search.first(search::isMoment))
            .or(() -> search.first(column -> search.isNamed(column) && search.isEpoch(column)));
    if (found.isPresent()) {
      return search.at(found.get());
    }
    return search.other();
  }

  private record Search(
      CsvFile file,
      CsvRecord headerRow,
      List<String> header,
      CsvRecord first,
      ReadOptions options) {

    Optional<Integer> first(IntPredicate wanted) {
      return IntStream.range(0, Math.min(header.size(), first.getFieldCount()))
          .filter(wanted)
          .boxed()
          .findFirst();
    }

    private String cell(int column) {
      return column < first.getFieldCount() ? first.getField(column).strip() : "";
    }

    boolean isNamed(int column) {
      return NAMES.contains(header.get(column).toLowerCase(Locale.ROOT));
    }

    /** A date with a time of day. */
    boolean isMoment(int column) {
      return TimeFormat.isDate(cell(column), options.zone())
          && TimeFormat.hasTimeOfDay(cell(column));
    }

    boolean isEpoch(int column) {
      return TimeFormat.isEpoch(cell(column));
    }

    /** Whole days, or a reason why there is no time. */
    TimeColumn other() throws RecordingException {
      Optional<Integer> day = first(column -> TimeFormat.isDate(cell(column), options.zone()));
      Optional<Integer> timeOfDay = first(column -> TimeFormat.isTimeOfDay(cell(column)));
      if (day.isPresent() && timeOfDay.isPresent()) {
        throw new RecordingException(
            "%s: date and time stand in two columns, '%s' and '%s'; put them into one"
                .formatted(file.at(headerRow), header.get(day.get()), header.get(timeOfDay.get())));
      }
      Optional<Integer> named = day.or(() -> first(this::isNamed));
      if (named.isPresent() && (options.timePattern().isPresent() || day.isPresent())) {
        return at(named.get());
      }
      if (options.interval() > 0) {
        return NONE;
      }
      throw new RecordingException(
          named.isPresent()
              ? notATime(named.get())
              : file.at(headerRow)
                  + ": no column with times; name it, or the rows' spacing, out of "
                  + header);
    }

    TimeColumn at(int column) throws RecordingException {
      if (options.timePattern().isPresent()) {
        try {
          return new TimeColumn(
              column, TimeFormat.Calendar.ofPattern(options.timePattern().get(), options.zone()));
        } catch (IllegalArgumentException wrong) {
          throw new RecordingException(
              "time-pattern=" + options.timePattern().get() + ": " + wrong.getMessage(), wrong);
        }
      }
      Optional<TimeFormat> format = TimeFormat.detect(cell(column), options.zone());
      return new TimeColumn(
          column, format.orElseThrow(() -> new RecordingException(notATime(column))));
    }

    private String notATime(int column) {
      return "%s: '%s' in column '%s' is not a time; if it is one, say how it is written"
              .formatted(file.at(first), cell(column), header.get(column))
          + " (time-pattern)";
    }
  }
}
