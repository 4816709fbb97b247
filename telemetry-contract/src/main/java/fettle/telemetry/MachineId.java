package fettle.telemetry;

/**
 * A machine's identity everywhere: the device id that IoT Hub stamped, and the machine's name on
 * that device.
 */
public record MachineId(String device, String machine) implements Comparable<MachineId> {

  /**
   * Parses {@code device/machine}.
   *
   * @throws IllegalArgumentException when there is no slash, or nothing on one of its sides
   */
  public static MachineId parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      throw new IllegalArgumentException("'" + text + "' is not device/machine");
    }
    return new MachineId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(MachineId other) {
    int byDevice = device.compareTo(other.device);
    return byDevice != 0 ? byDevice : machine.compareTo(other.machine);
  }

  /** {@code device/machine}; device ids have no slash. */
  @Override
  public String toString() {
    return device + '/' + machine;
  }
}
