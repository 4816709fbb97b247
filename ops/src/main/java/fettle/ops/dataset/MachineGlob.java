package fettle.ops.dataset;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.Glob;

/**
 * Which machines, as a {@link Glob}. With a slash it is matched against device and machine ({@code
 * line-1/*}), without one against the machine alone.
 */
record MachineGlob(String text) {

  boolean matches(MachineId machine) {
    String name = text.indexOf('/') < 0 ? machine.machine() : machine.toString();
    return new Glob(text).matches(name);
  }

  @Override
  public String toString() {
    return text;
  }
}
