package fettle.drift;

import java.util.Locale;

/** What is said of a signal in the end. */
public enum Verdict {
  /** Looks as it did in training. */
  STEADY,
  /** Has looked different several times in a row. */
  DRIFTED,
  /** There is too little to tell yet. */
  TOO_FEW_READINGS;

  /** For people and for the wire: {@code steady}, {@code drifted}, {@code too few readings}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The verdict with this text; one that a later version came to says nothing to this one. */
  public static Verdict fromText(String text) {
    for (Verdict verdict : values()) {
      if (verdict.text().equals(text)) {
        return verdict;
      }
    }
    return TOO_FEW_READINGS;
  }
}
