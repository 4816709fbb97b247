package fettle.emulator.edgehub.route;

/** Cuts a route into words. */
final class RouteLexer {

  /** Kinds of words. */
  enum Kind {
    WORD,
    PATH,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /**
   * @param text of a string: without its quotes
   * @param position where it begins, from 0
   */
  record Token(Kind kind, String text, int position) {

    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }
  }

  private static final String SYMBOLS = "()=<>!,+-*%[]";

  private final String text;
  private int at;

  RouteLexer(String text) {
    this.text = text;
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      return new Token(Kind.END, "", start);
    }
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return string(first);
    }
    if (first == '/') {
      while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return new Token(Kind.PATH, text.substring(start, at), start);
    }
    if (Character.isDigit(first)
        || (first == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
      at++;
      while (at < text.length() && isNumberPart(at)) {
        at++;
      }
      return new Token(Kind.NUMBER, text.substring(start, at), start);
    }
    if (isWordPart(first) || first == '$') {
      at++;
      while (at < text.length() && isInnerWordPart(text.charAt(at))) {
        at++;
      }
      return new Token(Kind.WORD, text.substring(start, at), start);
    }
    if (SYMBOLS.indexOf(first) < 0) {
      throw new RouteException(text, start, "unexpected '" + first + "'");
    }
    at++;
    boolean two =
        at < text.length()
            && (text.startsWith("!=", start)
                || text.startsWith("<>", start)
                || text.startsWith("<=", start)
                || text.startsWith(">=", start));
    if (two) {
      at++;
    }
    return new Token(Kind.SYMBOL, text.substring(start, at), start);
  }

  private Token string(char quote) {
    int start = at;
    int end = text.indexOf(quote, start + 1);
    if (end < 0) {
      throw new RouteException(text, start, "a string without its closing " + quote);
    }
    at = end + 1;
    return new Token(Kind.STRING, text.substring(start + 1, end), start);
  }

  private boolean isNumberPart(int index) {
    char c = text.charAt(index);
    boolean afterExponent = "eE".indexOf(text.charAt(index - 1)) >= 0;
    return Character.isDigit(c) || ".eE".indexOf(c) >= 0 || (afterExponent && "+-".indexOf(c) >= 0);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Names may have dots and hyphens inside; body paths have indices. */
  private static boolean isInnerWordPart(char c) {
    return isWordPart(c) || c == '.' || c == '-' || c == '[' || c == ']';
  }
}
