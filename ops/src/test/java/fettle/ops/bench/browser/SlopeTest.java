package fettle.ops.bench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {
  @Test
  void aLineHasItsOwnSlope() {
    List<double[]> points = List.of(new double[] {0, 5}, new double[] {2, 9}, new double[] {5, 15});

    assertThat(Slope.of(points)).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatSwingsAboutALevelIsFlat() {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      points.add(new double[] {i, 1_000_000 + (i % 4 == 0 || i % 4 == 3 ? 1 : -1)});
    }

    assertThat(Slope.of(points)).isCloseTo(0, within(1e-3));
  }
}
