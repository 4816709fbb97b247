package fettle.sensor.simulation;

/**
 * Demand over day and shift. A pure function of time; UTC hours, so that a run does not depend on
 * where it runs.
 */
final class LoadProfile {
  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;
  private static final double[] SWING_MILLIS = {7 * 60_000, 23 * 60_000, 95 * 60_000};
  private static final double[] SWING = {0.02, 0.035, 0.03};
  private static final double SHIFT_START = 6;
  private static final double SHIFT_END = 22;

  private final PumpParameters pump;

  LoadProfile(PumpParameters pump) {
    this.pump = pump;
  }

  /** Fraction of rated, without noise. */
  double at(long time) {
    double hour = Math.floorMod(time, (long) DAY) / HOUR;
    double shift = smoothStep(hour - SHIFT_START) * (1 - smoothStep(hour - SHIFT_END));
    double load = pump.nightLoad() + (pump.shiftLoad() - pump.nightLoad()) * shift;
    for (int i = 0; i < SWING.length; i++) {
      load += SWING[i] * Math.sin(2 * Math.PI * time / SWING_MILLIS[i] + pump.phases()[i]);
    }
    return load;
  }

  /** 0 before, 1 after, within about twenty minutes: shifts change gradually. */
  private static double smoothStep(double hours) {
    return 1 / (1 + Math.exp(-hours * 12));
  }
}
