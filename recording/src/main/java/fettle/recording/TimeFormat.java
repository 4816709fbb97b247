package fettle.recording;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How a recording writes its times. Known: epoch seconds (with fractions), milli-, micro- or
 * nanoseconds, told apart by size; {@code 2020-03-09 10:14:33} with {@code -}, {@code /} or {@code
 * .} between, blank or {@code T}, seconds and fractions optional, offset or {@code Z} optional;
 * {@code 9.3.2020 10:14:33}. Days before months with slashes, or the reverse, need a pattern:
 * nobody can tell them apart.
 */
public sealed interface TimeFormat {

  /** Epoch milliseconds, or empty if the text is not of this form. */
  OptionalLong parse(String text);

  /** Numbers since 1970. */
  record Epoch(BigDecimal millisPerUnit) implements TimeFormat {
    /** 1973: a smaller number in a column of times is a measurement. */
    private static final double FIRST_SECONDS = 1e8;

    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    static Optional<TimeFormat> of(String text) {
      try {
        double size = new BigDecimal(text).doubleValue();
        if (size < FIRST_SECONDS) {
          return Optional.empty();
        }
        String unit =
            size < SECONDS_BELOW
                ? "1000"
                : size < MILLIS_BELOW ? "1" : size < MICROS_BELOW ? "0.001" : "0.000001";
        return Optional.of(new Epoch(new BigDecimal(unit)));
      } catch (NumberFormatException notANumber) {
        return Optional.empty();
      }
    }

    @Override
    public OptionalLong parse(String text) {
      try {
        return OptionalLong.of(new BigDecimal(text).multiply(millisPerUnit).longValue());
      } catch (NumberFormatException notANumber) {
        return OptionalLong.empty();
      }
    }
  }

  /** Dates with times, in a zone where they name none. */
  record Calendar(DateTimeFormatter formatter, ZoneId zone) implements TimeFormat {
    private static final List<DateTimeFormatter> KNOWN =
        List.of(
            timeAfter("yyyy-M-d"),
            timeAfter("yyyy/M/d"),
            timeAfter("yyyy.M.d"),
            timeAfter("d.M.yyyy"));

    static Optional<TimeFormat> of(String text, ZoneId zone) {
      return KNOWN.stream()
          .map(formatter -> new Calendar(formatter, zone))
          .filter(format -> format.parse(text).isPresent())
          .map(TimeFormat.class::cast)
          .findFirst();
    }

    /**
     * @throws IllegalArgumentException if it is not a pattern
     */
    static TimeFormat ofPattern(String pattern, ZoneId zone) {
      return new Calendar(DateTimeFormatter.ofPattern(pattern, Locale.ROOT), zone);
    }

    private static DateTimeFormatter timeAfter(String date) {
      return new DateTimeFormatterBuilder()
          .appendPattern(date + "[[ ]['T']H:mm[:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("]][ ][XXX][XX][X]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT);
    }

    /** A decimal comma is taken for a point: no form has a comma otherwise. */
    @Override
    public OptionalLong parse(String text) {
      try {
        TemporalAccessor parsed =
            formatter.parseBest(text.replace(',', '.'), OffsetDateTime::from, LocalDateTime::from);
        return OptionalLong.of(
            switch (parsed) {
              case OffsetDateTime time -> time.toInstant().toEpochMilli();
              default -> LocalDateTime.from(parsed).atZone(zone).toInstant().toEpochMilli();
            });
      } catch (DateTimeException notThisForm) {
        return OptionalLong.empty();
      }
    }
  }

  /** The form of a text, if it is a date or a number of a sensible size. */
  static Optional<TimeFormat> detect(String text, ZoneId zone) {
    return Epoch.of(text).or(() -> Calendar.of(text, zone));
  }

  /** Whether a text is a date rather than a number. */
  static boolean isDate(String text, ZoneId zone) {
    return Calendar.of(text, zone).isPresent();
  }

  /** Whether a text is a number that can be a time since 1970. */
  static boolean isEpoch(String text) {
    return Epoch.of(text).isPresent();
  }

  /** Whether a text that is a date has a time of day as well. */
  static boolean hasTimeOfDay(String text) {
    return text.indexOf(':') >= 0;
  }

  /** Whether a text is a time of day alone. */
  static boolean isTimeOfDay(String text) {
    return TimesOfDay.FORM.matcher(text).matches();
  }

  /** Holds the pattern, as an interface cannot have a private constant. */
  final class TimesOfDay {
    private static final Pattern FORM = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?");

    private TimesOfDay() {}
  }
}
