package fettle.ops.azure;

import java.util.Optional;

/**
 * What a tier of IoT Hub allows (Microsoft's page "IoT Hub quotas and throttling").
 *
 * @param messagesPerDay of one unit, counted in pieces of 4 KB
 * @param sendsPerSecond of one unit
 * @param leastSendsPerSecond of all units together
 */
public record HubTier(long messagesPerDay, double sendsPerSecond, double leastSendsPerSecond) {

  /** The tier with this SKU's name; empty for one that is not known. */
  public static Optional<HubTier> find(String sku) {
    return switch (sku) {
      case "F1" -> Optional.of(new HubTier(8_000, 12, 100));
      case "B1", "S1" -> Optional.of(new HubTier(400_000, 12, 100));
      case "B2", "S2" -> Optional.of(new HubTier(6_000_000, 120, 120));
      case "B3", "S3" -> Optional.of(new HubTier(300_000_000, 6_000, 6_000));
      default -> Optional.empty();
    };
  }

  /** Sends a second that so many units take. */
  public double throttle(long units) {
    return Math.max(leastSendsPerSecond, sendsPerSecond * units);
  }

  /** Units that so much needs. */
  public long unitsFor(long messages, double sends) {
    long byQuota = Math.ceilDiv(messages, messagesPerDay);
    long byThrottle = sends <= leastSendsPerSecond ? 1 : (long) Math.ceil(sends / sendsPerSecond);
    return Math.max(1, Math.max(byQuota, byThrottle));
  }
}
