package fettle.emulator.hub;

/**
 * The tiers of IoT Hub that edge devices can use, with what a unit of each may take (Microsoft's
 * page "IoT Hub quotas and throttling").
 */
public enum Tier {
  /** Free, for trying out: one unit, and metered in smaller pieces. */
  F1(8_000, 512, 12, 100),
  S1(400_000, 4_096, 12, 100),
  S2(6_000_000, 4_096, 120, 0),
  S3(300_000_000, 4_096, 6_000, 0);

  private final long messages;
  private final int pieceBytes;
  private final long sends;
  private final long leastSends;

  /**
   * @param messages a day and unit
   * @param pieceBytes a message counts once for each piece of this size
   * @param sends a second and unit
   * @param leastSends a second, however few the units
   */
  Tier(long messages, int pieceBytes, long sends, long leastSends) {
    this.messages = messages;
    this.pieceBytes = pieceBytes;
    this.sends = sends;
    this.leastSends = leastSends;
  }

  /** What a hub of so many units may take. */
  public Allowance of(int units) {
    return new Allowance(
        name(), units, messages * units, pieceBytes, Math.max(leastSends, sends * units));
  }
}
