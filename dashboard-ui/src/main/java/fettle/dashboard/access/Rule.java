package fettle.dashboard.access;

import java.util.regex.Pattern;

/**
 * What a request needs.
 *
 * @param method of HTTP; {@code GET} also for {@code HEAD}
 * @param path matched as a whole
 * @param need what it takes
 */
record Rule(String method, Pattern path, Need need) {

  /** What a request takes. */
  sealed interface Need {
    /** Nothing: everybody may. */
    record Nothing() implements Need {}

    /** Somebody who is signed in, with this role at least. */
    record AtLeast(Role role) implements Need {}
  }

  /**
   * @param template a path in which {@code {x}} stands for one segment, and {@code **} at its end
   *     for any number
   */
  static Rule of(String method, String template, Need need) {
    StringBuilder pattern = new StringBuilder();
    for (String part : template.split("(?=\\{)|(?<=\\})|(?=\\*\\*)")) {
      if (part.startsWith("{")) {
        pattern.append("[^/;]+");
      } else if (part.equals("**")) {
        pattern.append(".*");
      } else {
        pattern.append(Pattern.quote(part));
      }
    }
    return new Rule(method, Pattern.compile(pattern.toString()), need);
  }

  boolean matches(String askedMethod, String askedPath) {
    String asked = askedMethod.equals("HEAD") ? "GET" : askedMethod;
    return method.equals(asked) && path.matcher(askedPath).matches();
  }
}
