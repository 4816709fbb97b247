package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Something happened to an alarm.
 *
 * @param type what
 * @param alarm as it was then
 * @param name what people call its machine, empty when nothing is known
 * @param site where that stands, empty when nothing is known
 * @param at when it was found, epoch milliseconds
 */
public record AlarmEvent(Type type, Alarm alarm, String name, String site, long at) {
  private static final int ID_BYTES = 16;

  /** What can happen. */
  public enum Type {
    /** It was raised. */
    RAISED,
    /** It was cleared. */
    CLEARED;

    /** The name in JSON and settings. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same for the same thing that happened to the same alarm, however often it is told. */
  public String id() {
    String what = alarm.id() + "~" + type.wire();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return "msg_"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What people call the machine. */
  public String machine() {
    return name.isEmpty() ? alarm.machine().toString() : name;
  }
}
