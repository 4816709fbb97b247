package fettle.emulator.sas;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A parsed {@code SharedAccessSignature sr=…&sig=…&se=…[&skn=…]}; the fields may come in any order.
 *
 * @param resource {@code sr} decoded: host and path of what the token is for
 * @param policy {@code skn}, the name of the shared access policy; empty for a device's own key
 * @param expiry {@code se}, whole seconds
 * @param signature {@code sig} decoded from base64
 * @param signed what the signature covers: {@code sr} and {@code se} exactly as received
 */
public record SasToken(
    String resource, String policy, Instant expiry, byte[] signature, String signed) {

  private static final String PREFIX = "SharedAccessSignature ";
  private static final String ALGORITHM = "HmacSHA256";

  /** Empty when the text is not a token, whatever is wrong with it. */
  public static Optional<SasToken> parse(String text) {
    if (text == null || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : text.substring(PREFIX.length()).split("&")) {
      int equals = field.indexOf('=');
      if (equals <= 0
          || fields.put(field.substring(0, equals), field.substring(equals + 1)) != null) {
        return Optional.empty();
      }
    }
    String sr = fields.get("sr");
    String se = fields.get("se");
    String sig = fields.get("sig");
    if (sr == null || se == null || sig == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SasToken(
              decode(sr),
              decode(fields.getOrDefault("skn", "")),
              Instant.ofEpochSecond(Long.parseLong(se)),
              Base64.getDecoder().decode(decode(sig)),
              sr + "\n" + se));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes a token.
   *
   * @param resource not encoded, such as {@code hub.example/devices/d}
   * @param key base64
   * @param policy name of the shared access policy, or {@code null} for a device's own key
   */
  public static String create(String resource, String key, Instant expiry, String policy) {
    String sr = URLEncoder.encode(resource, StandardCharsets.UTF_8);
    long se = expiry.getEpochSecond();
    String sig = URLEncoder.encode(sign(sr + "\n" + se, key), StandardCharsets.UTF_8);
    String token = PREFIX + "sr=" + sr + "&sig=" + sig + "&se=" + se;
    return policy == null
        ? token
        : token + "&skn=" + URLEncoder.encode(policy, StandardCharsets.UTF_8);
  }

  /** HMAC-SHA256 of the text with a base64 key, as base64. */
  public static String sign(String text, String key) {
    return Base64.getEncoder().encodeToString(hmac(text.getBytes(StandardCharsets.UTF_8), key));
  }

  /** HMAC-SHA256 with a base64 key. */
  public static byte[] hmac(byte[] data, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }

  /** Whether the signature was made with this base64 key; takes the same time for any signature. */
  public boolean signedWith(String key) {
    return MessageDigest.isEqual(hmac(signed.getBytes(StandardCharsets.UTF_8), key), signature);
  }

  public boolean expiredAt(Instant now) {
    return !expiry.isAfter(now);
  }

  /**
   * Whether the token's resource is the wanted one or contains it: a token for a hub or a device
   * also serves what lies below. Case of letters does not matter, as in a host name.
   */
  public boolean covers(String wanted) {
    String mine = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    return wanted.equalsIgnoreCase(mine)
        || wanted.regionMatches(true, 0, mine + "/", 0, mine.length() + 1);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SasToken[" + resource + ", until " + expiry + "]";
  }
}
