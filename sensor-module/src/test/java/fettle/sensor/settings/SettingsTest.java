package fettle.sensor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void configuredValuesAreTaken() {
    assertThat(Settings.configured(Duration.ofMillis(100), 10, SECOND))
        .isEqualTo(new Settings(100, 10, 1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.0005S", "PT0S", "PT-1S", "PT0.0015S", "P2D", "PT9999999999H"})
  void intervalThatIsNoneIsRefusedWithKeyAndRule(String interval) {
    assertThatThrownBy(() -> Settings.configured(Duration.parse(interval), 10, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sensor.sampling.interval=")
        .hasMessageContaining("must be a whole number between 1 and 86400000, in milliseconds");
  }

  @Test
  void otherValuesAreRefusedByTheirKeysToo() {
    assertThatThrownBy(() -> Settings.configured(SECOND, 0, SECOND))
        .hasMessage("sensor.batch.size=0 must be a whole number between 1 and 10000");
    assertThatThrownBy(() -> Settings.configured(SECOND, 1, Duration.ofHours(2)))
        .hasMessageContaining("sensor.batch.flush=PT2H");
  }
}
