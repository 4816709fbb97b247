package fettle.telemetry.machine;

/** What a text that people write about a machine must be like. */
final class Words {
  private Words() {}

  /**
   * The text without spaces around it.
   *
   * @param what names it in the message
   * @throws IllegalArgumentException when it is longer, or has what cannot be shown on one line
   */
  static String checked(String what, String text, int longest) {
    String words = text.strip();
    if (words.codePointCount(0, words.length()) > longest) {
      throw new IllegalArgumentException(what + " must have at most " + longest + " characters");
    }
    if (!words.codePoints().allMatch(Words::isShown)) {
      throw new IllegalArgumentException(
          what + " must be on one line, without control characters or halves of characters");
    }
    return words;
  }

  private static boolean isShown(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.LINE_SEPARATOR
        && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
  }
}
