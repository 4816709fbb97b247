package fettle.dashboard.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

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

  private static long checked(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new BadParameter(name, "must be from %d to %d, not %d".formatted(least, most, value));
    }
    return value;
  }
}
