package fettle.ops.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A way to write a point in time, as recordings use it; the form of a file is told by its first
 * row.
 */
final class TimeFormat {

  /** A number below this is seconds, above it milliseconds (then micro-, then nanoseconds). */
  private static final double LARGEST_SECONDS = 1e11;

  private static final List<DateTimeFormatter> DATES =
      List.of(
          formatter("yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]XXX"),
          formatter("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]XXX"),
          formatter("yyyy-MM-dd'T'HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]"),
          formatter("yyyy-MM-dd HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]"),
          formatter("yyyy/MM/dd HH:mm[:ss][.SSS]"),
          formatter("dd.MM.yyyy HH:mm[:ss][.SSS]"),
          formatter("MM/dd/yyyy HH:mm[:ss][.SSS]"));

  private final Function<String, OptionalLong> parser;

  private TimeFormat(Function<String, OptionalLong> parser) {
    this.parser = parser;
  }

  /** The format in which {@code sample} is a time, if there is one. */
  static Optional<TimeFormat> of(String sample, ZoneId zone) {
    if (epoch(sample).isPresent()) {
      return Optional.of(new TimeFormat(TimeFormat::epoch));
    }
    return DATES.stream()
        .filter(format -> date(sample, format, zone).isPresent())
        .findFirst()
        .map(format -> new TimeFormat(text -> date(text, format, zone)));
  }

  /** Epoch milliseconds, or nothing when {@code text} is not in this format. */
  OptionalLong parse(String text) {
    return parser.apply(text);
  }

  private static OptionalLong epoch(String text) {
    try {
      double number = Double.parseDouble(text);
      if (!(number >= 0) || number >= LARGEST_SECONDS * 1e9) {
        return OptionalLong.empty();
      }
      double millis = number < LARGEST_SECONDS ? number * 1000 : number;
      while (millis >= LARGEST_SECONDS * 1000) {
        millis /= 1000;
      }
      return OptionalLong.of(Math.round(millis));
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong date(String text, DateTimeFormatter format, ZoneId zone) {
    try {
      TemporalAccessor parsed = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof ZonedDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(parsed).atZone(zone).toInstant();
      return OptionalLong.of(instant.toEpochMilli());
    } catch (DateTimeException notThisForm) {
      return OptionalLong.empty();
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
