package fettle.inference.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.edge.DesiredProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SketchIntervalTest {

  private static final Duration CONFIGURED = Duration.ofMinutes(5);
  private static final SketchInterval BEFORE = new SketchInterval(Duration.ofSeconds(20), null);

  @Test
  void theTwinSaysHowOften() {
    assertThat(after(60L)).isEqualTo(new SketchInterval(Duration.ofMinutes(1), null));
    assertThat(after(0L).every()).isZero();
  }

  @Test
  void aTwinThatSaysNothingLeavesWhatIsConfigured() {
    assertThat(SketchInterval.of(new DesiredProperties(1, Map.of()), CONFIGURED, BEFORE))
        .isEqualTo(new SketchInterval(CONFIGURED, null));
  }

  @Test
  void whatCannotBeLeavesWhatStoodAndSaysWhy() {
    for (Object wrong : new Object[] {-1L, 86_401L, "60", 1.5}) {
      SketchInterval interval = after(wrong);

      assertThat(interval.every()).isEqualTo(BEFORE.every());
      assertThat(interval.problem()).startsWith("sketch.everySeconds must be");
    }
  }

  private static SketchInterval after(Object value) {
    Map<String, Object> values = Map.of("sketch", Map.of("everySeconds", value));
    return SketchInterval.of(new DesiredProperties(1, values), CONFIGURED, BEFORE);
  }
}
