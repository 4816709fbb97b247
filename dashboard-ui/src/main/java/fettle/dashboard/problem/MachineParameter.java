package fettle.dashboard.problem;

import fettle.telemetry.MachineId;

/** Reads a parameter that names a machine. */
public final class MachineParameter {
  private MachineParameter() {}

  /**
   * @throws BadParameter when it names none
   */
  public static MachineId of(String text) {
    try {
      return MachineId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadParameter("machine", "must be DEVICE/MACHINE, not '" + text + "'");
    }
  }
}
