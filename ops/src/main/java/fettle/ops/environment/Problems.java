package fettle.ops.environment;

import fettle.ops.Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an environment file, each as {@code field=value rule}. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes that a field breaks its rule, unless it holds. */
  public void require(boolean holds, String field, Object value, String rule) {
    if (!holds) {
      lines.add(field + "=" + value + " " + rule);
    }
  }

  /** Notes that a number lies outside its bounds. */
  public void within(String field, long value, long least, long most) {
    require(value >= least && value <= most, field, value, "must be " + least + " to " + most);
  }

  /** Notes that a text does not match its pattern. */
  public void matches(String field, String value, String pattern, String rule) {
    require(value != null && value.matches(pattern), field, value, rule);
  }

  /** Notes that a text is no ISO 8601 duration, or one that is too short. */
  public void lasts(String field, String value, Duration least, String rule) {
    require(isDuration(value, least), field, value, rule);
  }

  private static boolean isDuration(String text, Duration least) {
    try {
      return Duration.parse(text).compareTo(least) >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * @param where the fields are
   * @throws Failure with a line for each, if there is any
   */
  public void throwIfAny(String where) {
    if (!lines.isEmpty()) {
      throw new Failure(where + ": " + String.join("; ", lines));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
