package fettle.ops.pipeline;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The secrets that this process has seen, so that they can be taken out of whatever is printed or
 * written down, together with what looks like one. A last line of defence: no step says a secret on
 * purpose, but an error message of another system may, also encoded for where it stood.
 */
public final class Redaction {
  private static final String MASK = "***";

  /** Shorter ones are no secrets, and would tear ordinary words apart. */
  private static final int SHORTEST = 6;

  /** Shorter lines of a secret of many lines say nothing of it. */
  private static final int SHORTEST_LINE = 24;

  /** Base64 is written in groups that stand for so many bytes. */
  private static final int GROUP_BYTES = 3;

  /** Every form of every secret, longest first: one may be a part of another. */
  private final Set<String> forms =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Remembers a secret, and gives it back. */
  public String remember(String secret) {
    if (secret.length() >= SHORTEST) {
      forms.add(secret);
      String inUrl = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      forms.add(inUrl);
      forms.add(inUrl.replace("+", "%20"));
      forms.add(inJson(secret));
      addBase64(secret.getBytes(StandardCharsets.UTF_8));
      secret
          .lines()
          .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
          .forEach(forms::add);
    }
    return secret;
  }

  private static String inJson(String secret) {
    return secret
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** What base64 makes of the secret wherever it begins in a longer text, such as a login. */
  private void addBase64(byte[] secret) {
    for (int before = 0; before < GROUP_BYTES; before++) {
      byte[] shifted = new byte[before + secret.length];
      System.arraycopy(secret, 0, shifted, before, secret.length);
      int whole = shifted.length - shifted.length % GROUP_BYTES;
      String text =
          Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(shifted, whole));
      // the first characters depend on what stands before, one more than there are bytes of it
      String own = text.substring(before == 0 ? 0 : before + 1);
      if (own.length() >= SHORTEST) {
        forms.add(own);
        forms.add(own.replace('+', '-').replace('/', '_'));
      }
    }
  }

  /** The text without any secret; {@code null} stays {@code null}. */
  public String clean(String text) {
    if (text == null) {
      return null;
    }
    String cleaned = text;
    for (String form : forms) {
      cleaned = cleaned.replace(form, MASK);
    }
    return SecretShapes.mask(cleaned);
  }

  /** What a step found, without any secret. */
  Finding clean(Finding finding) {
    return switch (finding) {
      case Finding.Leave leave -> new Finding.Leave(clean(leave.what()));
      case Finding.Differs differs ->
          new Finding.Differs(
              clean(differs.what()), differs.differences().stream().map(this::clean).toList());
      case Finding.Change change ->
          new Finding.Change(
              clean(change.what()), change.differences().stream().map(this::clean).toList());
      case Finding.Create create ->
          new Finding.Create(
              clean(create.what()), create.settings().stream().map(this::clean).toList());
    };
  }
}
