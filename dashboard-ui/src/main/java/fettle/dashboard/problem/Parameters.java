package fettle.dashboard.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads single parameters. */
public final class Parameters {
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private Parameters() {}

  /** Epoch milliseconds, or an ISO 8601 date and time with its offset. */
  public static long time(String name, String text) {
    try {
      if (text.matches("-?\\d+")) {
        return checked(name, Long.parseLong(text), 0, LATEST);
      }
      return checked(name, OffsetDateTime.parse(text).toInstant().toEpochMilli(), 0, LATEST);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new BadParameter(
          name,
          "must be epoch milliseconds or an ISO time with offset like 2026-01-31T09:30:00Z, not '"
              + text
              + "'");
    }
  }

  /** A whole number from {@code least} to {@code most}. */
  public static long integer(String name, String text, long least, long most) {
    try {
      return checked(name, Long.parseLong(text), least, most);
    } catch (NumberFormatException e) {
      throw new BadParameter(name, "must be a whole number, not '" + text + "'");
    }
  }

  /**
   * One of some values, by its name.
   *
   * @param wire the name of a value
   */
  public static <T> T oneOf(String name, String text, T[] values, Function<T, String> wire) {
    return Arrays.stream(values)
        .filter(value -> wire.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadParameter(
                    name,
                    "must be one of %s, not '%s'"
                        .formatted(
                            Arrays.stream(values).map(wire).collect(Collectors.joining(", ")),
                            text)));
  }

  /** The words of a search in lower case, each to be found. */
  public static List<String> words(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.isEmpty() ? List.of() : List.of(lower.split("\\s+"));
  }

  private static long checked(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new BadParameter(name, "must be from %d to %d, not %d".formatted(least, most, value));
    }
    return value;
  }
}
