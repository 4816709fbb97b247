package fettle.edge.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundsTest {
  @Test
  void everySettingThatBreaksItsRuleIsNamed() {
    Bounds bounds =
        new Bounds()
            .between("a.window", 0, 1, 9)
            .atLeast("a.machines", 3, 1)
            .between("a.share", 1.5, 0.0, 1.0)
            .atLeast("a.every", Duration.ofMillis(9), Duration.ofMillis(10))
            .matches("a.run", Optional.of("x y"), "[a-z]+");

    assertThatIllegalArgumentException()
        .isThrownBy(bounds::check)
        .withMessage(
            "a.window=0 must be from 1 to 9; a.share=1.5 must be from 0.0 to 1.0;"
                + " a.every=PT0.009S must be at least PT0.01S; a.run=x y must match [a-z]+");
  }

  @Test
  void boundsThemselvesAreAllowedAndWhatIsLeftOutIsRight() {
    Bounds bounds =
        new Bounds()
            .between("a", 1, 1, 9)
            .between("a", 9, 1, 9)
            .between("b", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(1))
            .between("c", 0.0, 0.0, 1.0)
            .matches("d", Optional.empty(), "[a-z]+");

    assertThatCode(bounds::check).doesNotThrowAnyException();
  }
}
