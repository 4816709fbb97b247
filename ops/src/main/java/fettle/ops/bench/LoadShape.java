package fettle.ops.bench;

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
