package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import java.util.Map;

/**
 * What people call machines: a picture of the store at one moment. Immutable.
 *
 * @param version grows with every change
 * @param machines those that have a description
 */
public record Descriptions(long version, Map<MachineId, MachineDescription> machines) {
  /** Nothing is known of any machine. */
  public static final Descriptions NONE = new Descriptions(0, Map.of());

  public Descriptions {
    machines = Map.copyOf(machines);
  }

  /** What is known of a machine; {@link MachineDescription#NONE} where nothing is. */
  public MachineDescription of(MachineId machine) {
    return machines.getOrDefault(machine, MachineDescription.NONE);
  }
}
