package fettle.dashboard.series.downsample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MinMaxLttbTest {
  private static final long START = 1_763_900_000_000L;

  @Property
  void aSpikeOfOneSampleIsThereAtEveryZoom(
      @ForAll @IntRange(min = 1, max = 20_000) int samples,
      @ForAll @IntRange(min = 0, max = 19_999) int place,
      @ForAll @DoubleRange(min = 1.01, max = 1e6) double height,
      @ForAll @IntRange(min = MinMaxLttb.FEWEST, max = 2_000) int wanted,
      @ForAll long seed) {
    Points noise = noise(samples, seed);
    int spike = place % samples;
    noise.v()[spike] = seed % 2 == 0 ? height : -height;

    for (int zoom = samples; zoom > 1; zoom /= 2) {
      Points view = around(noise, spike, zoom);
      Points drawn = MinMaxLttb.select(view, wanted);
      assertThat(drawn.t()).contains(noise.t()[spike]);
      assertThat(drawn.v()).contains(noise.v()[spike]);
    }
  }

  @Property
  void pointsAreSomeOfTheOriginalsInTheirOrderAndNoMoreThanWanted(
      @ForAll @IntRange(min = 0, max = 5_000) int samples,
      @ForAll @IntRange(min = MinMaxLttb.FEWEST, max = 1_000) int wanted,
      @ForAll long seed) {
    Points points = noise(samples, seed);

    Points drawn = MinMaxLttb.select(points, wanted);

    assertThat(drawn.size()).isLessThanOrEqualTo(Math.min(samples, wanted));
    assertThat(drawn.t()).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < drawn.size(); i++) {
      int original = Arrays.binarySearch(points.t(), drawn.t()[i]);
      assertThat(drawn.v()[i]).isEqualTo(points.v()[original]);
    }
    if (samples > 0) {
      assertThat(drawn.t()[0]).isEqualTo(points.t()[0]);
      assertThat(drawn.t()[drawn.size() - 1]).isEqualTo(points.t()[samples - 1]);
    }
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    Points points = noise(500, 1);

    assertThat(MinMaxLttb.select(points, 500)).isSameAs(points);
  }

  @Test
  void aStepKeepsItsEdge() {
    double[] step = new double[10_000];
    Arrays.fill(step, 4_321, 10_000, 1);

    Points drawn = MinMaxLttb.select(new Points(times(step.length), step), 100);

    int edge = IntStream.range(0, 100).filter(i -> drawn.v()[i] == 1).findFirst().orElseThrow();
    assertThat(drawn.t()[edge] - drawn.t()[edge - 1]).isLessThanOrEqualTo(step.length / 200);
  }

  @Test
  void readingsAtOneTimeDoNotDivideByNothing() {
    long[] same = new long[1_000];
    Arrays.fill(same, START);
    double[] values = noise(1_000, 3).v();
    values[400] = 99;

    Points drawn = MinMaxLttb.select(new Points(same, values), 10);

    assertThat(drawn.v()).contains(99);
    assertThat(drawn.size()).isLessThanOrEqualTo(10);
  }

  @Test
  void fewerPointsThanALineNeedsAreRefused() {
    assertThatThrownBy(() -> MinMaxLttb.select(noise(10, 1), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a line needs 5 points, not 4");
  }

  private static Points noise(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(samples, -1, 1).toArray();
    return new Points(times(samples), values);
  }

  private static long[] times(int samples) {
    return LongStream.range(0, samples).map(i -> START + i).toArray();
  }

  private static Points around(Points points, int place, int length) {
    int from = Math.clamp(place - length / 2, 0, points.size() - length);
    return points.at(IntStream.range(from, from + length).toArray());
  }
}
