package fettle.ops.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.statistics.Bootstrap.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void sameUnitsGiveTheSameInterval() {
    List<Double> units = normal(30, 1);

    assertThat(Bootstrap.interval(units, BootstrapTest::mean))
        .isEqualTo(Bootstrap.interval(units, BootstrapTest::mean));
  }

  @Test
  void intervalOfOneUnitIsThatUnit() {
    assertThat(Bootstrap.interval(List.of(3.0), BootstrapTest::mean)).isEqualTo(new Interval(3, 3));
  }

  @Test
  void intervalsCoverTheTrueMeanAboutNineteenTimesInTwenty() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      Interval interval = Bootstrap.interval(normal(50, seed), BootstrapTest::mean);
      covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertThat(covered).isBetween(176, 200);
  }

  private static List<Double> normal(int count, long seed) {
    Random random = new Random(seed);
    return Collections.unmodifiableList(
        Stream.generate(random::nextGaussian).limit(count).toList());
  }

  private static double mean(List<Double> units) {
    return units.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
