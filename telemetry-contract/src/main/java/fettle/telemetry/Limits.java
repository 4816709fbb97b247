package fettle.telemetry;

/**
 * What a decoder accepts at most. A message beyond a limit is rejected with a reason, never cut.
 *
 * @param maxBytes body size; IoT Hub itself refuses more than 262,144 bytes with properties
 * @param maxSignals signals in one message
 * @param maxReadings readings in one message
 */
public record Limits(int maxBytes, int maxSignals, int maxReadings) {

  /** 256 KB (IoT Hub's own limit), 256 signals, 10,000 readings. */
  public static final Limits DEFAULT = new Limits(262_144, 256, 10_000);

  public Limits {
    requirePositive(maxBytes, "maxBytes");
    requirePositive(maxSignals, "maxSignals");
    requirePositive(maxReadings, "maxReadings");
  }

  private static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + "=" + value + " must be positive");
    }
  }
}
