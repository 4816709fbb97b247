package fettle.dashboard.problem;

import fettle.telemetry.MachineId;

/** No machine of this name has sent anything that was rolled up. */
public final class UnknownMachine extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownMachine(MachineId id) {
    super("no machine " + id + " has sent a reading yet");
  }
}
