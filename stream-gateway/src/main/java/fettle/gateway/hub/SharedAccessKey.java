package fettle.gateway.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A policy's key, as a connection string has it, that signs requests: {@code SharedAccessSignature
 * sr=HOST&sig=SIGNATURE&se=EXPIRY&skn=POLICY}, with HMAC-SHA256 over {@code sr\nse} ("Control
 * access to IoT Hub with shared access signatures", Microsoft Learn).
 */
public final class SharedAccessKey implements Authorization {
  private static final Duration LIFE = Duration.ofHours(1);

  private final String host;
  private final String policy;
  private final byte[] key;
  private final InstantSource clock;

  private SharedAccessKey(String host, String policy, byte[] key, InstantSource clock) {
    this.host = host;
    this.policy = policy;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Reads {@code HostName=…;SharedAccessKeyName=…;SharedAccessKey=…}.
   *
   * @throws IllegalArgumentException that does not repeat the string, which is a secret
   */
  public static SharedAccessKey of(String connectionString, InstantSource clock) {
    Map<String, String> parts = new HashMap<>();
    for (String part : connectionString.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    for (String name : new String[] {"HostName", "SharedAccessKeyName", "SharedAccessKey"}) {
      if (parts.getOrDefault(name, "").isEmpty()) {
        throw new IllegalArgumentException("has no " + name);
      }
    }
    try {
      byte[] key = Base64.getDecoder().decode(parts.get("SharedAccessKey"));
      return new SharedAccessKey(
          parts.get("HostName"), parts.get("SharedAccessKeyName"), key, clock);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a SharedAccessKey that is not base64", e);
    }
  }

  /** Host of the hub, with its port if it is not 443. */
  public String host() {
    return host;
  }

  @Override
  public String header() {
    String resource = encode(host);
    long expiry = clock.instant().plus(LIFE).getEpochSecond();
    return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=%s"
        .formatted(resource, encode(sign(resource + "\n" + expiry)), expiry, encode(policy));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SharedAccessKey[" + policy + " of " + host + "]";
  }
}
