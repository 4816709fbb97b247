package fettle.dashboard.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language in which pages speak. */
public enum Language {
  ENGLISH("en", "English"),
  GERMAN("de", "Deutsch");

  private static final List<Locale> LOCALES =
      Arrays.stream(values()).map(Language::locale).toList();

  private final String tag;
  private final String ownName;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  /** As BCP 47 has it. */
  public String tag() {
    return tag;
  }

  /** What those who speak it call it. */
  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /**
   * The language for a person.
   *
   * @param chosen tag that the person chose before; {@code null} or anything else = did not choose
   * @param accepted the browser's {@code Accept-Language} (RFC 9110, 12.5.4); {@code null} = none
   */
  public static Language of(String chosen, String accepted) {
    return withTag(chosen).or(() -> accepted(accepted)).orElse(ENGLISH);
  }

  private static Optional<Language> withTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  private static Optional<Language> accepted(String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), LOCALES);
      return found == null ? Optional.empty() : withTag(found.toLanguageTag());
    } catch (IllegalArgumentException e) {
      // a browser says what it likes; who reads no English has the choice on the page
      return Optional.empty();
    }
  }
}
