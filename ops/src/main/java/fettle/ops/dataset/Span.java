package fettle.ops.dataset;

import fettle.recording.TimeFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and points of time as people write them, in milliseconds. */
final class Span {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Span() {}

  /** {@code 500ms}, {@code 1s}, {@code 5m}, {@code 1h}, {@code 1d}, or ISO 8601: {@code PT1S}. */
  static OptionalLong parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
          };
      return OptionalLong.of(Long.parseLong(matcher.group(1)) * unit);
    }
    try {
      return OptionalLong.of(Duration.parse(text).toMillis());
    } catch (DateTimeException | ArithmeticException notALength) {
      return OptionalLong.empty();
    }
  }

  /** A date, a date with a time of day (UTC unless it says another zone), or epoch milliseconds. */
  static OptionalLong moment(String text) {
    Optional<TimeFormat> format = TimeFormat.detect(text.strip(), ZoneOffset.UTC);
    return format.isPresent() ? format.get().parse(text.strip()) : OptionalLong.empty();
  }
}
