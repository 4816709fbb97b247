package fettle.inference.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceBoundsTest {
  @Test
  void defaultsAreWithinTheirBounds() {
    assertThatCode(() -> InferenceBounds.check(with(Map.of()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "inference.input.flat-machine, a b",
    "inference.input.max-signals, 0",
    "inference.input.max-readings, 0",
    "inference.window.max-machines, 0",
    "inference.window.max-gap-intervals, 0",
    "inference.window.max-hold-intervals, -1",
    "inference.score.contribution-from, 1.1",
    "inference.score.digits, 1",
    "inference.models.max-models, 0",
    "inference.models.max-window-values, 0",
    "inference.report.max-machines, 151",
    "inference.sketch.every, 25h",
    "inference.sketch.reference-every, 0",
    "inference.sketch.max-waiting, 0",
  })
  void whatIsOutOfItsBoundsIsNamed(String name, String value) {
    InferenceConfig config = with(Map.of(name, value));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> InferenceBounds.check(config))
        .withMessageStartingWith(name + "=")
        .withMessageContaining(" must ");
  }

  private static InferenceConfig with(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(InferenceConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(InferenceConfig.class);
  }
}
