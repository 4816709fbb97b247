package fettle.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against worked examples of the definitions, and what SciPy 1.17 says where it has the same. */
class DivergenceTest {

  /** GeeksforGeeks, "Population Stability Index (PSI)": shares of incomes in 2020 and 2021. */
  @Test
  void populationStabilityIsThatOfTheWorkedExample() {
    double[] expected = {0.4, 0.3, 0.3};
    double[] actual = {0.35, 0.25, 0.4};

    assertThat(Divergence.populationStability(expected, actual))
        .isCloseTo(0.04456085, within(1e-8));
    assertThat(Divergence.populationStability(actual, expected))
        .isCloseTo(0.04456085, within(1e-8));
  }

  /** The examples in SciPy's documentation of {@code scipy.spatial.distance.jensenshannon}. */
  @Test
  void jensenShannonIsTheSquareOfScipysDistance() {
    assertThat(Divergence.jensenShannon(new double[] {1, 0, 0}, new double[] {0, 1, 0}))
        .isEqualTo(1.0);
    assertThat(Divergence.jensenShannon(new double[] {1, 0}, new double[] {0.5, 0.5}))
        .isCloseTo(Math.pow(0.46450140402245893, 2) / Math.log(2), within(1e-12));
    assertThat(Divergence.jensenShannon(new double[] {1, 0, 0}, new double[] {1, 0, 0}))
        .isEqualTo(0.0);
  }

  /** T. W. Kirkman, "Statistics to Use: Kolmogorov–Smirnov Test": control B and treatment B. */
  @Test
  void kolmogorovSmirnovIsThatOfTheWorkedExample() {
    double[] control = {
      1.26, 0.34, 0.70, 1.75, 50.57, 1.55, 0.08, 0.42, 0.50, 3.20, 0.15, 0.49, 0.95, 0.24, 1.37,
      0.17, 6.98, 0.10, 0.94, 0.38
    };
    double[] treatment = {
      2.37, 2.16, 14.82, 1.73, 41.04, 0.23, 1.32, 2.91, 39.41, 0.11, 27.44, 4.51, 0.51, 4.50, 0.18,
      14.68, 4.66, 1.30, 2.06, 1.19
    };
    KllSketch sketch = new KllSketch(1);
    for (double value : treatment) {
      sketch.add(value);
    }

    Finding finding =
        new DriftCriterion(Sensitivity.DEFAULT, 1).compare(Reference.of(control), sketch);

    assertThat(finding.ks()).isCloseTo(0.45, within(1e-12));
  }

  /** Smirnov's table (1948): 1.3581 and 1.9495 at 5 % and 1 ‰. */
  @Test
  void criticalValuesOfKolmogorovSmirnovAreThoseOfTheTable() {
    assertThat(CriticalValues.kolmogorovSmirnov(0.05, 100, 100) / Math.sqrt(0.02))
        .isCloseTo(1.3581, within(1e-4));
    assertThat(CriticalValues.kolmogorovSmirnov(0.001, 100, 100) / Math.sqrt(0.02))
        .isCloseTo(1.9495, within(1e-4));
  }

  /** NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4; the last as SciPy computes it. */
  @Test
  void criticalValuesOfChiSquareAreThoseOfTheTable() {
    assertThat(CriticalValues.chiSquare(0.05, 9)).isCloseTo(16.919, withinPercentage(2));
    assertThat(CriticalValues.chiSquare(0.001, 9)).isCloseTo(27.877, withinPercentage(2));
    assertThat(CriticalValues.chiSquare(3.7e-5, 9)).isCloseTo(36.169, withinPercentage(2));
    assertThat(CriticalValues.normal(0.001)).isCloseTo(3.0902, within(0.0005));
  }

  /** The example in SciPy's documentation of {@code scipy.stats.chi2_contingency}. */
  @Test
  void labelsAreComparedByPearsonsChiSquare() {
    LabelDrift drift =
        LabelDrift.between(
            Map.of("a", 10L, "b", 10L, "c", 20L),
            Map.of("a", 20L, "b", 20L, "c", 20L),
            1,
            Sensitivity.DEFAULT);

    assertThat(drift.chiSquare()).isCloseTo(2.7777777777777777, within(1e-12));
    assertThat(drift.outcome()).isEqualTo(Finding.Outcome.SAME);
  }
}
