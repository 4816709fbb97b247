package fettle.ops.bench;

import fettle.ops.Failure;

/**
 * What is sent: batches of {@link #READINGS} readings of {@link #SIGNALS} signals, scored.
 *
 * @param messages how many
 * @param machines sending in turn
 * @param intervalMs between two readings of a machine
 */
record LoadShape(int messages, int machines, int intervalMs) {
  static final int READINGS = 100;
  static final int SIGNALS = 8;
  static final int PARTITIONS = 4;
  static final String TOPIC = "bench";
  private static final int MACHINES_PER_DEVICE = 10;

  /** What the gateway's finest tier still takes as new, milliseconds. */
  private static final long LONGEST_SPAN_MS = 3_600_000;

  /**
   * @throws fettle.ops.Failure when the gateway would refuse a part of it as too old
   */
  LoadShape {
    require(messages > 0, "--messages must be at least 1");
    require(machines > 0, "--machines must be at least 1");
    require(intervalMs > 0, "--interval must be at least 1");
    require(
        spanMs(messages, machines, intervalMs) <= LONGEST_SPAN_MS,
        "a machine's readings would span more than an hour; take more --machines, fewer"
            + " --messages, or a shorter --interval");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new Failure(rule);
    }
  }

  private static long spanMs(int messages, int machines, int intervalMs) {
    long each = (messages + machines - 1L) / machines;
    return each * READINGS * intervalMs;
  }

  /** From a machine's first reading to its last, milliseconds. */
  long spanMs() {
    return spanMs(messages, machines, intervalMs);
  }

  long readings() {
    return (long) messages * READINGS;
  }

  int device(int machine) {
    return machine / MACHINES_PER_DEVICE;
  }

  int partition(int machine) {
    return device(machine) % PARTITIONS;
  }
}
