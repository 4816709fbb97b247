package fettle.dashboard.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.config.DashboardConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links with HMAC-SHA256 (RFC 2104) and knows its own again: {@code scope.signature}, both
 * base64url. The first key signs, all of them are known.
 */
@ApplicationScoped
class Signer {
  /** What else is signed with the same key, by mistake, is no link. */
  private static final String PURPOSE = "fettle-link-1.";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final List<String> keys;

  @Inject
  Signer(DashboardConfig config) {
    this(config.links().keys().orElse(List.of()));
  }

  Signer(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Whether links can be made. */
  boolean isOn() {
    return !keys.isEmpty();
  }

  /** The link's token. */
  String sign(Scope scope) {
    try {
      String text = ENCODER.encodeToString(JSON.writeValueAsBytes(scope));
      return text + "." + ENCODER.encodeToString(signature(text, keys.getFirst()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a scope is always JSON", e);
    }
  }

  /**
   * What a token lets its holder see.
   *
   * @param now epoch milliseconds
   * @throws LinkOver when it was not signed with a key that holds, or has expired
   */
  Scope open(String token, long now) {
    Scope scope = known(token).orElseThrow(LinkOver::unknown);
    if (scope.expires() <= now) {
      throw LinkOver.expired(scope.expires());
    }
    return scope;
  }

  private Optional<Scope> known(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    String text = token.substring(0, dot);
    try {
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      boolean isOurs = false;
      for (String key : keys) {
        isOurs |= MessageDigest.isEqual(signature, signature(text, key));
      }
      return isOurs
          ? Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(text), Scope.class))
          : Optional.empty();
    } catch (IllegalArgumentException | IOException notOurs) {
      return Optional.empty();
    }
  }

  private static byte[] signature(String text, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal((PURPOSE + text).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
