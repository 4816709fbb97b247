package fettle.sensor.settings;

import java.time.Duration;

/**
 * How readings are taken and put together.
 *
 * @param intervalMs between two readings of a live source; a recording keeps its own spacing
 * @param batchSize readings in a message at most. Each message costs a piece of 4 KB of the hub's
 *     daily quota, so small batches cost more; large ones arrive later
 * @param flushMs a batch is sent after this even if it is not full
 */
public record Settings(long intervalMs, int batchSize, long flushMs) {

  /**
   * As configured, held against the same rules as a twin's values.
   *
   * @throws IllegalArgumentException naming the key and the rule
   */
  public static Settings configured(Duration interval, int batchSize, Duration flush) {
    return new Settings(
        SettingsField.INTERVAL.configured(interval),
        Math.toIntExact(SettingsField.BATCH_SIZE.configured(batchSize)),
        SettingsField.FLUSH.configured(flush));
  }
}
