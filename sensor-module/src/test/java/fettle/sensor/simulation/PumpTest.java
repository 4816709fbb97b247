package fettle.sensor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PumpTest {
  private static final long NOON = 1_763_899_200_000L;
  private static final long STEP = 1_000;

  @Test
  void sameSeedNameAndTimesGiveTheSameReadings() {
    double[][] first = history(new Pump(7, "pump-01"), 500);
    double[][] second = history(new Pump(7, "pump-01"), 500);

    assertThat(first).isDeepEqualTo(second);
  }

  @Test
  void anotherNameIsAnotherPump() {
    double[][] one = history(new Pump(7, "pump-01"), 100);
    double[][] other = history(new Pump(7, "pump-02"), 100);

    assertThat(mean(one, PumpSignal.FLOW))
        .isNotCloseTo(mean(other, PumpSignal.FLOW), Offset.offset(0.5));
  }

  @Property(tries = 20)
  void healthyPumpsStayInTheirRanges(@ForAll long seed, @ForAll @IntRange(max = 99) int number) {
    double[][] readings = history(new Pump(seed, "pump-" + number), 300);

    for (double[] reading : readings) {
      assertThat(at(reading, PumpSignal.LOAD)).isBetween(10.0, 102.0);
      assertThat(at(reading, PumpSignal.TEMPERATURE)).isBetween(25.0, 90.0);
      assertThat(at(reading, PumpSignal.HUMIDITY)).isBetween(5.0, 100.0);
      assertThat(at(reading, PumpSignal.VIBRATION)).isBetween(0.03, 2.8);
      assertThat(at(reading, PumpSignal.CURRENT)).isBetween(2.5, 12.0);
      assertThat(at(reading, PumpSignal.PRESSURE)).isBetween(0.8, 5.0);
      assertThat(at(reading, PumpSignal.FLOW)).isBetween(150.0, 620.0);
      assertThat(at(reading, PumpSignal.SPEED)).isBetween(1_800.0, 2_960.0);
    }
  }

  @Test
  void valuesHaveTheDigitsOfTheSensor() {
    for (double[] reading : history(new Pump(1, "pump-01"), 50)) {
      for (PumpSignal signal : PumpSignal.values()) {
        String digits = String.format(Locale.ROOT, "%.2f", at(reading, signal));
        assertThat(at(reading, signal)).isEqualTo(Double.parseDouble(digits));
      }
    }
  }

  @Test
  void wornBearingShakesAndHeats() {
    double[][] healthy = history(new Pump(3, "pump-01"), 1_800);
    double[][] worn = faulty(new FaultRamp(Fault.BEARING_WEAR, 0.8, NOON, 0), 1_800);

    assertThat(mean(worn, PumpSignal.VIBRATION))
        .isGreaterThan(2.5 * mean(healthy, PumpSignal.VIBRATION));
    assertThat(last(worn, PumpSignal.TEMPERATURE))
        .isGreaterThan(last(healthy, PumpSignal.TEMPERATURE) + 1.5);
    assertThat(mean(worn, PumpSignal.CURRENT)).isGreaterThan(mean(healthy, PumpSignal.CURRENT));
  }

  @Test
  void closedValveLowersFlowAndRaisesPressure() {
    double[][] healthy = history(new Pump(3, "pump-01"), 60);
    double[][] closed = faulty(new FaultRamp(Fault.CLOSED_VALVE, 0.8, NOON, 0), 60);

    assertThat(mean(closed, PumpSignal.FLOW)).isLessThan(0.5 * mean(healthy, PumpSignal.FLOW));
    assertThat(mean(closed, PumpSignal.PRESSURE))
        .isGreaterThan(1.2 * mean(healthy, PumpSignal.PRESSURE));
  }

  @Test
  void cavitationLowersThePressureAndRoughensTheVibration() {
    double[][] healthy = history(new Pump(3, "pump-01"), 120);
    double[][] cavitating = faulty(new FaultRamp(Fault.CAVITATION, 0.8, NOON, 0), 120);

    assertThat(mean(cavitating, PumpSignal.PRESSURE))
        .isLessThan(0.9 * mean(healthy, PumpSignal.PRESSURE));
    assertThat(deviation(cavitating, PumpSignal.VIBRATION))
        .isGreaterThan(4 * deviation(healthy, PumpSignal.VIBRATION));
  }

  @Test
  void recalibratedSensorReadsMoreWhileThePumpStaysAsItIs() {
    Pump pump = new Pump(3, "pump-01");
    Pump same = new Pump(3, "pump-01");
    pump.inject(new FaultRamp(Fault.SENSOR_RECALIBRATED, 0.5, NOON, 0));

    for (int i = 0; i < 100; i++) {
      double[] is = pump.read(NOON + i * STEP);
      double[] was = same.read(NOON + i * STEP);
      assertThat(at(is, PumpSignal.TEMPERATURE) - at(was, PumpSignal.TEMPERATURE))
          .isCloseTo(15, within(1e-9));
      is[PumpSignal.TEMPERATURE.ordinal()] = was[PumpSignal.TEMPERATURE.ordinal()];
      assertThat(is).isEqualTo(was);
    }
  }

  @Test
  void stuckSensorRepeatsItsValueWhileTheRestMoves() {
    Pump pump = new Pump(3, "pump-01");
    double stuckAt = at(pump.read(NOON), PumpSignal.PRESSURE);
    pump.inject(new FaultRamp(Fault.SENSOR_STUCK, 1, NOON, 0));

    for (int i = 1; i <= 100; i++) {
      assertThat(at(pump.read(NOON + i * STEP), PumpSignal.PRESSURE)).isEqualTo(stuckAt);
    }
    pump.repair();
    assertThat(
            Arrays.stream(history(pump, NOON + 200 * STEP, 20))
                .mapToDouble(reading -> at(reading, PumpSignal.PRESSURE))
                .distinct()
                .count())
        .isGreaterThan(1);
  }

  @Test
  void shortDayHasSeenAllLoadsOfALongOne() {
    DoubleSummaryStatistics full = loads(new Pump(5, "pump-01"), 86_400_000 / 1_000);
    DoubleSummaryStatistics quick =
        loads(new Pump(5, "pump-01", Duration.ofHours(1)), 3_600_000 / 1_000);

    assertThat(quick.getMin()).isCloseTo(full.getMin(), Offset.offset(2.0));
    assertThat(quick.getMax()).isCloseTo(full.getMax(), Offset.offset(2.0));
    assertThat(quick.getAverage()).isCloseTo(full.getAverage(), Offset.offset(1.0));
  }

  private static DoubleSummaryStatistics loads(Pump pump, int count) {
    return Arrays.stream(history(pump, count))
        .mapToDouble(reading -> at(reading, PumpSignal.LOAD))
        .summaryStatistics();
  }

  @Test
  void faultSetsInLinearly() {
    FaultRamp ramp = new FaultRamp(Fault.CAVITATION, 0.6, 1_000, 100);

    assertThat(ramp.at(999)).isZero();
    assertThat(ramp.at(1_050)).isEqualTo(0.3);
    assertThat(ramp.at(1_100)).isEqualTo(0.6);
    assertThat(ramp.at(9_000)).isEqualTo(0.6);
  }

  @Test
  void severityOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> new FaultRamp(Fault.CAVITATION, Double.NaN, 0, 0))
        .hasMessageContaining("severity");
  }

  private static double[][] faulty(FaultRamp fault, int count) {
    Pump pump = new Pump(3, "pump-01");
    pump.inject(fault);
    return history(pump, count);
  }

  private static double[][] history(Pump pump, int count) {
    return history(pump, NOON, count);
  }

  private static double[][] history(Pump pump, long start, int count) {
    double[][] readings = new double[count][];
    for (int i = 0; i < count; i++) {
      readings[i] = pump.read(start + (long) i * STEP);
    }
    return readings;
  }

  private static double at(double[] reading, PumpSignal signal) {
    return reading[signal.ordinal()];
  }

  private static double last(double[][] readings, PumpSignal signal) {
    return at(readings[readings.length - 1], signal);
  }

  private static double mean(double[][] readings, PumpSignal signal) {
    return Arrays.stream(readings).mapToDouble(r -> at(r, signal)).average().orElseThrow();
  }

  private static double deviation(double[][] readings, PumpSignal signal) {
    double mean = mean(readings, signal);
    return Math.sqrt(
        Arrays.stream(readings)
            .mapToDouble(r -> Math.pow(at(r, signal) - mean, 2))
            .average()
            .orElseThrow());
  }
}
