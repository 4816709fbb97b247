package fettle.sensor.settings;

import fettle.edge.DesiredProperties;
import java.util.Map;
import java.util.TreeMap;

/**
 * What desired properties come to.
 *
 * @param settings where a value was refused, the one in force stays; where none is desired, the
 *     configured one
 * @param errors by twin key, what was refused and why
 */
public record SettingsChange(Settings settings, Map<String, String> errors) {

  public static SettingsChange of(
      DesiredProperties desired, Settings configured, Settings inForce) {
    Map<String, String> errors = new TreeMap<>();
    Settings settings =
        new Settings(
            value(
                SettingsField.INTERVAL,
                desired,
                configured.intervalMs(),
                inForce.intervalMs(),
                errors),
            Math.toIntExact(
                value(
                    SettingsField.BATCH_SIZE,
                    desired,
                    configured.batchSize(),
                    inForce.batchSize(),
                    errors)),
            value(SettingsField.FLUSH, desired, configured.flushMs(), inForce.flushMs(), errors));
    return new SettingsChange(settings, errors);
  }

  private static long value(
      SettingsField field,
      DesiredProperties desired,
      long configured,
      long inForce,
      Map<String, String> errors) {
    Object value = field.in(desired).orElse(null);
    if (value == null) {
      return configured;
    }
    if (!field.accepts(value)) {
      errors.put(field.key(), field.path() + "=" + value + " " + field.rule());
      return inForce;
    }
    return (Long) value;
  }
}
