package fettle.telemetry.notify;

/** The keys about notifications, which nobody but the gateways writes. */
public final class NotifyKeys {
  /**
   * Hash: endpoint and gateway → {@link EndpointStatus} as JSON, written every few seconds. One
   * that was written long ago is of a gateway that is gone.
   */
  public static final String STATUS = "fettle:{notifications}:status";

  /** Age at which a status is of a gateway that is gone, milliseconds. */
  public static final long GONE_AFTER_MS = 60_000;

  private NotifyKeys() {}

  /** The field of an endpoint at a gateway. */
  public static String field(String endpoint, String gateway) {
    return endpoint + "@" + gateway;
  }
}
