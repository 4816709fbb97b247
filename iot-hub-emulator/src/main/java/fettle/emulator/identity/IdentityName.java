package fettle.emulator.identity;

import java.util.regex.Pattern;

/** The rule for device and module ids, as Azure IoT Hub documents it. */
public final class IdentityName {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9\\-.%_#*?!(),=@$':+]{1,128}");

  private IdentityName() {}

  /** True for 1 to 128 characters of the set that IoT Hub allows (no slash, no space). */
  public static boolean isValid(String id) {
    return id != null && ALLOWED.matcher(id).matches();
  }

  /** {@code device} or {@code device/module}. */
  public static String path(String deviceId, String moduleId) {
    return moduleId == null ? deviceId : deviceId + "/" + moduleId;
  }
}
