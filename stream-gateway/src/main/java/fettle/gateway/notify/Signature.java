package fettle.gateway.notify;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as the Standard Webhooks specification wants it: HMAC-SHA256 over {@code
 * id.timestamp.body} (https://www.standardwebhooks.com, "Symmetric signatures"), so that a receiver
 * can tell that a message is ours, whole, and not an old one.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final SecretKeySpec key;

  private Signature(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Takes a secret, {@code whsec_} and 24 to 64 bytes in Base64.
   *
   * @throws IllegalArgumentException naming the rule that it breaks, and not the secret
   */
  public static Signature of(String secret) {
    String rule = "must be whsec_ and 24 to 64 bytes in Base64";
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException(rule);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule, e);
    }
    if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException(rule);
    }
    return new Signature(key);
  }

  /**
   * The header {@code webhook-signature}.
   *
   * @param timestamp epoch seconds, as in the header {@code webhook-timestamp}
   */
  public String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
