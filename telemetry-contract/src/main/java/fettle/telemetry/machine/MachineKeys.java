package fettle.telemetry.machine;

/** The keys about machines' descriptions, which nobody but the gateways writes. */
public final class MachineKeys {
  private static final String PREFIX = "fettle:{machines}:";

  /**
   * Hash: {@code device/machine} → {@link MachineDescription} as JSON ({@link
   * MachineDescriptionCodec}); a machine without a description has no field.
   */
  public static final String DESCRIPTIONS = PREFIX + "descriptions";

  /**
   * Counter that grows with every change of {@link #DESCRIPTIONS}, in the same step: who holds a
   * copy reads the hash again only when it has grown. None = nothing was ever described.
   */
  public static final String VERSION = PREFIX + "version";

  private MachineKeys() {}
}
