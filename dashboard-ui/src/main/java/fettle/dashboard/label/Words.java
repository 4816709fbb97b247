package fettle.dashboard.label;

import fettle.dashboard.problem.BadParameter;
import java.util.Objects;

/** What people write. */
public final class Words {
  private static final String NO_CHARACTER = "[\\p{Cc}\\p{Cs}&&[^\\n]]";

  private Words() {}

  /**
   * Reads a field.
   *
   * @param text {@code null} = empty
   * @throws BadParameter when it is too long
   */
  public static String of(String name, String text, int longest) {
    String value = storable(Objects.requireNonNullElse(text, "")).strip();
    if (value.length() > longest) {
      throw new BadParameter(
          name, "has %d characters; at most %d are taken".formatted(value.length(), longest));
    }
    return value;
  }

  /**
   * Reads a field that must not be empty.
   *
   * @param rule what it is for, continuing a sentence that starts with its name
   * @throws BadParameter when it is empty, or too long
   */
  public static String required(String name, String text, int longest, String rule) {
    String value = of(name, text, longest);
    if (value.isEmpty()) {
      throw new BadParameter(name, rule);
    }
    return value;
  }

  /** Without what is no text: control characters, and halves of surrogate pairs. */
  static String storable(String text) {
    return text.replaceAll(NO_CHARACTER, "");
  }
}
