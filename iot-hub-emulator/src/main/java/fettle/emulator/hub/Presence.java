package fettle.emulator.hub;

/** Knows who is connected. */
@FunctionalInterface
public interface Presence {

  /**
   * @param moduleId {@code null} for the device itself
   */
  boolean isConnected(String deviceId, String moduleId);
}
