package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What people call machines: a picture of the store at one moment. Immutable.
 *
 * @param version grows with every change
 * @param machines those that have a description
 */
public record Descriptions(long version, Map<MachineId, MachineDescription> machines) {
  private static final int VERSION_BYTES = 8;

  /** Nothing is known of any machine. */
  public static final Descriptions NONE = new Descriptions(0, Map.of());

  public Descriptions {
    machines = Map.copyOf(machines);
  }

  /** What is known of a machine; {@link MachineDescription#NONE} where nothing is. */
  public MachineDescription of(MachineId machine) {
    return machines.getOrDefault(machine, MachineDescription.NONE);
  }

  /**
   * Tells what a machine was called from what it is called: it is the same for the same words, and
   * no other's.
   */
  public static String versionOf(MachineDescription description) {
    try {
      byte[] said = MachineDescriptionCodec.encode(description).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(said);
      return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
