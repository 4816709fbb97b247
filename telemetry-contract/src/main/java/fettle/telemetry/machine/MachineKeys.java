package fettle.telemetry.machine;

/** The keys about machines' descriptions and modules, which nobody but the gateways writes. */
public final class MachineKeys {
  private static final String PREFIX = "fettle:{machines}:";

  /**
   * Hash: {@code device/machine} → {@link MachineDescription} as JSON ({@link
   * MachineDescriptionCodec}); a machine without a description has no field.
   */
  public static final String DESCRIPTIONS = PREFIX + "descriptions";

  /**
   * Counter that grows with every change of {@link #DESCRIPTIONS}, in the same step: who holds a
   * copy reads the hash again only when it is another number. None = nothing was ever described.
   */
  public static final String VERSION = PREFIX + "version";

  /** Hash: device → {@link MachineTwin} as JSON ({@link MachineTwinCodec}). */
  public static final String TWINS = PREFIX + "twins";

  /**
   * Hash: SHA-256 of a manifest of models → {@link ModelSet} as JSON: what devices were asked to
   * use, the newest {@link #MOST_MODEL_SETS} of them.
   */
  public static final String MODEL_SETS = PREFIX + "model-sets";

  /** The name of the gateway that keeps all of this true to the hub's twins; expires. */
  public static final String KEEPER = PREFIX + "keeper";

  /** Machines of which something is kept at most. */
  public static final int MOST_MACHINES = 50_000;

  /** Manifests of models that are kept at most. */
  public static final int MOST_MODEL_SETS = 50;

  private MachineKeys() {}
}
