package fettle.sensor.settings;

import fettle.edge.DesiredProperties;
import java.util.Optional;

/** A setting's place in the twin and the rule for it. */
enum SettingsField {
  INTERVAL("sampling", "intervalMs", 1, 86_400_000),
  BATCH_SIZE("batch", "size", 1, 10_000),
  FLUSH("batch", "flushMs", 1, 3_600_000);

  private final String section;
  private final String name;
  private final long least;
  private final long most;

  SettingsField(String section, String name, long least, long most) {
    this.section = section;
    this.name = name;
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

  String rule() {
    return "must be a whole number between " + least + " and " + most;
  }
}
