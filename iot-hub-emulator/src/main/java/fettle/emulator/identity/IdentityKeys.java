package fettle.emulator.identity;

import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Makes keys, etags and generation ids, and checks those that callers bring. */
final class IdentityKeys {

  static final String RULE = "a symmetric key must be base64 of 16 to 64 bytes";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int ETAG_BYTES = 8;

  private final InstantSource clock;
  private final AtomicLong lastGeneration = new AtomicLong();

  IdentityKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** What is wrong with a wanted identity, or {@code null}. */
  String wrongWith(NewIdentity wanted) {
    if (!IdentityName.isValid(wanted.deviceId())) {
      return "device id " + wanted.deviceId() + " has characters that are not allowed";
    }
    if (wanted.moduleId() != null && !IdentityName.isValid(wanted.moduleId())) {
      return "module id " + wanted.moduleId() + " has characters that are not allowed";
    }
    boolean keysFit =
        (wanted.primaryKey() == null || isKey(wanted.primaryKey()))
            && (wanted.secondaryKey() == null || isKey(wanted.secondaryKey()));
    return keysFit ? null : RULE;
  }

  static boolean isKey(String text) {
    if (text == null) {
      return false;
    }
    try {
      int length = Base64.getDecoder().decode(text).length;
      return length >= 16 && length <= 64;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  Identity make(NewIdentity wanted) {
    return new Identity(
        wanted.deviceId(),
        wanted.moduleId(),
        generationId(),
        random(ETAG_BYTES),
        Objects.requireNonNullElseGet(wanted.primaryKey(), () -> random(KEY_BYTES)),
        Objects.requireNonNullElseGet(wanted.secondaryKey(), () -> random(KEY_BYTES)),
        wanted.enabled(),
        wanted.edge() && wanted.moduleId() == null,
        Objects.requireNonNullElse(wanted.managedBy(), ""));
  }

  Identity changed(Identity known, Identity wanted) {
    return new Identity(
        known.deviceId(),
        known.moduleId(),
        known.generationId(),
        random(ETAG_BYTES),
        wanted.primaryKey(),
        wanted.secondaryKey(),
        wanted.enabled(),
        wanted.edge() && !known.isModule(),
        Objects.requireNonNullElse(wanted.managedBy(), ""));
  }

  static String random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return Base64.getEncoder().encodeToString(value);
  }

  /** Digits, as IoT Hub's are: 100 ns steps of now, and never twice the same. */
  private String generationId() {
    long now = clock.instant().toEpochMilli() * 10_000;
    return Long.toString(
        lastGeneration.accumulateAndGet(now, (last, at) -> Math.max(last + 1, at)));
  }
}
