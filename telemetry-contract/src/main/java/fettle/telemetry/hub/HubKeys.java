package fettle.telemetry.hub;

/** The keys about the hub's quota. */
public final class HubKeys {
  /**
   * {@link HubUsage} as JSON, as the worker measured it last. Stays when no worker measures any
   * more, so that the next one knows what was warned of; its time says how old it is.
   */
  public static final String USAGE = "fettle:{hub}:usage";

  /** Age at which a measurement says nothing any more, milliseconds. */
  public static final long STALE_AFTER_MS = 600_000;

  private HubKeys() {}
}
