package fettle.sensor.settings;

import fettle.edge.DesiredProperties;
import java.time.Duration;
import java.util.Optional;

/** A setting's place in the twin and the rule for it. */
enum SettingsField {
  INTERVAL("sampling", "intervalMs", "sensor.sampling.interval", 1, 86_400_000),
  BATCH_SIZE("batch", "size", "sensor.batch.size", 1, 10_000),
  FLUSH("batch", "flushMs", "sensor.batch.flush", 1, 3_600_000);

  private static final int NANOS_A_MILLI = 1_000_000;

  private final String section;
  private final String name;
  private final String configKey;
  private final long least;
  private final long most;

  SettingsField(String section, String name, String configKey, long least, long most) {
    this.section = section;
    this.name = name;
    this.configKey = configKey;
    this.least = least;
    this.most = most;
  }

  Optional<Object> in(DesiredProperties desired) {
    return desired.at(section, name);
  }

  /** As in messages to people. */
  String path() {
    return section + "." + name;
  }

  /** As a key in the twin, where a dot is not allowed. */
  String key() {
    return section + "/" + name;
  }

  boolean accepts(Object value) {
    return value instanceof Long number && number >= least && number <= most;
  }

  /**
   * The milliseconds of a configured value.
   *
   * @throws IllegalArgumentException naming the key and the rule
   */
  long configured(Duration value) {
    if (value.compareTo(Duration.ofMillis(least)) < 0
        || value.compareTo(Duration.ofMillis(most)) > 0
        || value.getNano() % NANOS_A_MILLI != 0) {
      throw new IllegalArgumentException(
          configKey + "=" + value + " " + rule() + ", in milliseconds");
    }
    return value.toMillis();
  }

  /**
   * A configured number.
   *
   * @throws IllegalArgumentException naming the key and the rule
   */
  long configured(long value) {
    if (!accepts(value)) {
      throw new IllegalArgumentException(configKey + "=" + value + " " + rule());
    }
    return value;
  }

  String rule() {
    return "must be a whole number between " + least + " and " + most;
  }
}
