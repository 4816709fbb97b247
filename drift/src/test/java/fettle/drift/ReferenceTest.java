package fettle.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void cutsLieSoThatEachPartHoldsAsMany() {
    Reference reference = Reference.of(Simulated.independent(4_000, 1));

    assertThat(reference.cuts()).hasSize(41);
    for (int i = 0; i < 41; i++) {
      assertThat(reference.upTo()[i]).isEqualTo(100L * i);
    }
  }

  @Test
  void aSignalAtRestIsAPartOfItsOwn() {
    Reference reference = Reference.of(new double[] {71.3, 71.3, 71.3, 71.3});

    assertThat(reference.cuts()).containsExactly(Math.nextDown(71.3f), 71.3f);
    assertThat(reference.upTo()).containsExactly(0, 4);
    assertThat(reference.perIndependent()).isEqualTo(1);
  }

  @Test
  void aSettingThatMovesALittleIsSeen() {
    double[] training = new double[2_000];
    Arrays.fill(training, 71.3);
    KllSketch live = new KllSketch(1);
    for (int i = 0; i < 2_000; i++) {
      live.add(71.2);
    }

    Finding finding =
        new DriftCriterion(Sensitivity.DEFAULT, 9).compare(Reference.of(training), live);

    assertThat(finding.ks()).isEqualTo(1);
    assertThat(finding.outcome()).isEqualTo(Finding.Outcome.SHIFTED);
  }

  @Test
  void independentReadingsAreWorthOneEach() {
    assertThat(Reference.of(Simulated.independent(20_000, 3)).perIndependent()).isBetween(1.0, 1.8);
  }

  /** For an AR(1) the indicator at the median decorrelates as {@code (2/π) asin φ^k}. */
  @Test
  void readingsThatFollowEachOtherAreWorthLess() {
    double phi = 0.98;
    double expected = 1;
    for (int k = 1; k < 2_000; k++) {
      expected += 2 * 2 / Math.PI * Math.asin(Math.pow(phi, k));
    }

    Reference reference = Reference.of(Simulated.autoregressive(200_000, phi, 4));

    assertThat(reference.perIndependent()).isCloseTo(expected, within(0.35 * expected));
  }

  @Test
  void comesBackFromJson() {
    ModelReference reference = model();

    ModelReference read = ReferenceJson.decode(ReferenceJson.encode(reference));

    assertThat(ReferenceJson.encode(read)).isEqualTo(ReferenceJson.encode(reference));
    assertThat(read.signals().get("flow").cuts()).isEqualTo(reference.signals().get("flow").cuts());
  }

  @Test
  void whatIsNoReferenceIsRefusedWithTheSignalsName() {
    String text = ReferenceJson.encode(model());

    assertThatThrownBy(
            () -> ReferenceJson.decode(text.replaceFirst("\"upTo\":\\[0,", "\"upTo\":[")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signal flow");
    assertThatThrownBy(() -> ReferenceJson.decode("[1]"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReferenceJson.decode("{\"signals\":{}}"))
        .hasMessageContaining("\"score\"");
    assertThatThrownBy(() -> ReferenceJson.decode(text.substring(0, text.length() - 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ModelReference model() {
    SequencedMap<String, Reference> signals = new LinkedHashMap<>();
    signals.put("flow", Reference.of(Simulated.independent(1_000, 5)));
    signals.put(
        "state", Reference.of(new SplittableRandom(1).ints(500, 0, 3).asDoubleStream().toArray()));
    return new ModelReference(signals, Reference.of(Simulated.independent(1_000, 6)));
  }
}
