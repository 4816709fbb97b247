package fettle.ops.pipeline;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that this process has seen, so that they can be taken out of whatever is printed or
 * written down. A last line of defence: no step says a secret on purpose, but an error message of
 * another system may.
 */
public final class Redaction {
  private static final String MASK = "***";

  /** Shorter ones are no secrets, and would tear ordinary words apart. */
  private static final int SHORTEST = 6;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** Remembers a secret, and gives it back. */
  public String remember(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
    return secret;
  }

  /** The text without any remembered secret; {@code null} stays {@code null}. */
  public String clean(String text) {
    String cleaned = text;
    if (cleaned != null) {
      for (String secret : secrets) {
        cleaned = cleaned.replace(secret, MASK);
      }
    }
    return cleaned;
  }
}
