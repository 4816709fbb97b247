package fettle.sensor.settings;

import static fettle.telemetry.command.Settings.LARGEST_BATCH;
import static fettle.telemetry.command.Settings.LONGEST_FLUSH_MS;
import static fettle.telemetry.command.Settings.LONGEST_INTERVAL_MS;

import fettle.edge.DesiredProperties;
import fettle.telemetry.command.Settings.Property;
import java.time.Duration;
import java.util.Optional;

/** A setting's place in the twin and the rule for it. */
enum SettingsField {
  INTERVAL(
      Property.SAMPLING, Property.INTERVAL_MS, "sensor.sampling.interval", LONGEST_INTERVAL_MS),
  BATCH_SIZE(Property.BATCH, Property.SIZE, "sensor.batch.size", LARGEST_BATCH),
  FLUSH(Property.BATCH, Property.FLUSH_MS, "sensor.batch.flush", LONGEST_FLUSH_MS);

  private static final int NANOS_A_MILLI = 1_000_000;
  private static final long LEAST = 1;

  private final String section;
  private final String name;
  private final String configKey;
  private final long most;

  SettingsField(String section, String name, String configKey, long most) {
    this.section = section;
    this.name = name;
    this.configKey = configKey;
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
    return value instanceof Long number && number >= LEAST && number <= most;
  }

  /**
   * The milliseconds of a configured value.
   *
   * @throws IllegalArgumentException naming the key and the rule
   */
  long configured(Duration value) {
    if (value.compareTo(Duration.ofMillis(LEAST)) < 0
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
    return "must be a whole number between " + LEAST + " and " + most;
  }
}
