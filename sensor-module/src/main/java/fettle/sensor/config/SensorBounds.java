package fettle.sensor.config;

import fettle.edge.settings.Bounds;
import java.time.Duration;

/**
 * The bounds of {@link SensorConfig}. Those of sampling and batches are a twin's, too, and stand
 * with {@link fettle.sensor.settings.SettingsField}.
 */
public final class SensorBounds {
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(1);

  private SensorBounds() {}

  /**
   * @throws IllegalArgumentException naming every setting that breaks its rule
   */
  public static void check(SensorConfig config) {
    SensorConfig.Simulated simulated = config.simulated();
    SensorConfig.Iio iio = config.iio();
    SensorConfig.Export export = config.export();
    new Bounds()
        .matches("sensor.run", config.run(), "[A-Za-z0-9_.-]{1,64}")
        .between("sensor.delivery.window", config.delivery().window(), 1, 4_096)
        .atLeast("sensor.report.interval", config.report().interval(), Duration.ofMillis(100))
        .between("sensor.simulated.machines", simulated.machines(), 1, 10_000)
        .matches("sensor.simulated.prefix", simulated.prefix(), "[A-Za-z0-9_-]{1,48}")
        .atLeast("sensor.simulated.day", simulated.day(), Duration.ofSeconds(1))
        .matches("sensor.iio.prefix", iio.prefix(), "[A-Za-z0-9_-]{0,32}")
        .between("sensor.iio.attempts", iio.attempts(), 1, 100)
        .between("sensor.iio.retry", iio.retry(), Duration.ZERO, Duration.ofMinutes(1))
        .atLeast("sensor.export.duration", export.duration(), LEAST_INTERVAL)
        .atLeast("sensor.export.interval", export.interval(), LEAST_INTERVAL)
        .check();
  }
}
