package fettle.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KllSketchTest {

  private static final int TRIALS = 200;

  @Property(tries = 60)
  void countsEveryReadingHoweverManyThereAre(
      @ForAll @IntRange(max = 20_000) int readings, @ForAll int seed) {
    KllSketch sketch = sketched(normal(readings, seed), seed);

    assertThat(sketch.readings()).isEqualTo(readings);
    assertThat(sketch.sharesUpTo(new float[] {Float.MAX_VALUE})[0])
        .isEqualTo(readings == 0 ? Double.valueOf(Double.NaN) : Double.valueOf(1));
  }

  @Property(tries = 60)
  void comesBackFromBytesSoThatWhatFollowsIsTheSame(
      @ForAll @IntRange(max = 5_000) int readings, @ForAll int seed) {
    KllSketch sketch = sketched(normal(readings, seed), seed);
    KllSketch copy = KllCodec.decode(KllCodec.encode(sketch));

    for (float value : normal(1_000, seed + 1)) {
      sketch.add(value);
      copy.add(value);
    }

    assertThat(KllCodec.encode(copy)).isEqualTo(KllCodec.encode(sketch));
  }

  @Test
  void shareUpToAnyValueIsOffByNoMoreThanItPromises() {
    assertThat(errorsAt99Percent(1)).isLessThan(KllSketch.RANK_ERROR);
  }

  @Test
  void mergingManySketchesDoesNotMakeItWorse() {
    assertThat(errorsAt99Percent(24)).isLessThan(KllSketch.RANK_ERROR);
  }

  @Test
  void isExactWhileItHoldsEveryReading() {
    float[] values = {3, 1, 2, 2, 5};

    double[] shares = sketched(values, 1).sharesUpTo(new float[] {0, 1, 2, 4, 5});

    assertThat(shares).containsExactly(0, 0.2, 0.6, 0.8, 1);
  }

  @Test
  void mergingLeavesTheOtherSketchAsItWas() {
    KllSketch other = sketched(normal(3_000, 2), 2);
    byte[] before = KllCodec.encode(other);

    sketched(normal(3_000, 3), 3).merge(other);

    assertThat(KllCodec.encode(other)).isEqualTo(before);
  }

  @Test
  void whatIsNotFiniteIsCountedApart() {
    KllSketch sketch = new KllSketch(1);
    for (double value : new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, 2}) {
      sketch.add(value);
    }

    assertThat(sketch.readings()).isEqualTo(2);
    assertThat(sketch.nonFinite()).isEqualTo(3);
    assertThat(sketch.min()).isEqualTo(1);
    assertThat(sketch.max()).isEqualTo(2);
  }

  @Test
  void fiveMinutesAtOneHertzTakeLessThanAKilobyte() {
    assertThat(KllCodec.encode(sketched(normal(300, 7), 7))).hasSizeLessThan(900);
    assertThat(KllCodec.encode(sketched(normal(100_000, 7), 7))).hasSizeLessThan(1_300);
  }

  @Property(tries = 300)
  void bytesThatAreNoSketchAreRefusedWithASentence(@ForAll byte[] bytes) {
    byte[] framed = bytes.clone();
    if (framed.length > 0) {
      framed[0] = 1;
    }
    try {
      KllCodec.decode(framed);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  @Property(tries = 300)
  void everyCutOfASketchIsRefused(@ForAll @IntRange(max = 400) int length) {
    byte[] whole = KllCodec.encode(sketched(normal(1_000, 9), 9));

    assertThatThrownBy(() -> KllCodec.decode(Arrays.copyOf(whole, length)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The largest error over all values, at the 99th percentile of many sketches. */
  private static double errorsAt99Percent(int parts) {
    double[] worst = new double[TRIALS];
    for (int trial = 0; trial < TRIALS; trial++) {
      float[] values = normal(3_600, trial);
      KllSketch sketch = new KllSketch(-trial);
      for (int part = 0; part < parts; part++) {
        int from = part * values.length / parts;
        int to = (part + 1) * values.length / parts;
        sketch.merge(sketched(Arrays.copyOfRange(values, from, to), trial * 100 + part));
      }
      Arrays.sort(values);
      double[] shares = sketch.sharesUpTo(values);
      for (int i = 0; i < values.length; i++) {
        worst[trial] = Math.max(worst[trial], Math.abs(shares[i] - (i + 1.0) / values.length));
      }
    }
    Arrays.sort(worst);
    return worst[TRIALS * 99 / 100];
  }

  private static KllSketch sketched(float[] values, int seed) {
    KllSketch sketch = new KllSketch(seed);
    for (float value : values) {
      sketch.add(value);
    }
    return sketch;
  }

  private static float[] normal(int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (71 + 2 * random.nextGaussian());
    }
    return values;
  }
}
