package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** Something happened that others are told of. */
public sealed interface Event permits AlarmEvent, HubEvent {
  /** Bytes of a digest that are enough to tell events apart. */
  int ID_BYTES = 16;

  /** What can happen. */
  enum Type {
    /** An alarm or a warning was raised. */
    RAISED,
    /** It was cleared. */
    CLEARED;

    /** The name in JSON and settings. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What happened. */
  Type type();

  /** How much it matters. */
  Severity severity();

  /** When it was found, epoch milliseconds. */
  long at();

  /** The same for the same thing that happened, however often it is told. */
  String id();

  /** An id for what is said by this text. */
  static String idOf(String what) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return "msg_"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
