package fettle.sensor.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorBoundsTest {
  @Test
  void defaultsAreWithinTheirBounds() {
    assertThatCode(() -> SensorBounds.check(with(Map.of()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "sensor.run, a/b",
    "sensor.delivery.window, 0",
    "sensor.delivery.window, 4097",
    "sensor.report.interval, 99ms",
    "sensor.simulated.machines, 0",
    "sensor.simulated.prefix, a b",
    "sensor.simulated.day, 999ms",
    "sensor.iio.prefix, a.b",
    "sensor.iio.attempts, 101",
    "sensor.iio.retry, 61s",
    "sensor.export.duration, 0s",
    "sensor.export.interval, 0s",
  })
  void whatIsOutOfItsBoundsIsNamed(String name, String value) {
    SensorConfig config = with(Map.of(name, value));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SensorBounds.check(config))
        .withMessageStartingWith(name + "=")
        .withMessageContaining(" must ");
  }

  private static SensorConfig with(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(SensorConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(SensorConfig.class);
  }
}
