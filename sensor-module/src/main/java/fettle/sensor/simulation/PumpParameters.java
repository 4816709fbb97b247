package fettle.sensor.simulation;

import java.util.SplittableRandom;

/**
 * What distinguishes one pump from another of its kind: a few percent everywhere, as machining and
 * mounting leave it.
 *
 * @param shutOffHead head at no flow and rated speed, m
 * @param headLoss how the head falls with the flow, m per (l/min)²
 * @param staticHead what the plant asks for before anything flows, m
 * @param systemLoss resistance of the open plant, m per (l/min)²
 * @param bestFlow flow of the best efficiency at rated speed, l/min
 * @param bestEfficiency there, 0..1
 * @param thermalResistance motor to air, K per W of loss
 * @param thermalSeconds time constant of the motor's temperature
 * @param baseVibration healthy, at rated speed and best flow, mm/s
 * @param shiftLoad demand in the day shift, fraction of rated
 * @param nightLoad demand at night
 * @param phases of the slow swings in demand, radians
 */
record PumpParameters(
    double shutOffHead,
    double headLoss,
    double staticHead,
    double systemLoss,
    double bestFlow,
    double bestEfficiency,
    double thermalResistance,
    double thermalSeconds,
    double baseVibration,
    double shiftLoad,
    double nightLoad,
    double[] phases) {

  static final double RATED_SPEED = 2_940;
  static final double RATED_VOLTAGE = 400;
  static final double NO_LOAD_CURRENT = 2.6;

  static PumpParameters spread(SplittableRandom random) {
    return new PumpParameters(
        vary(random, 46, 0.04),
        vary(random, 6.0e-5, 0.05),
        vary(random, 9, 0.08),
        vary(random, 8.5e-5, 0.06),
        vary(random, 480, 0.03),
        vary(random, 0.71, 0.02),
        vary(random, 0.068, 0.06),
        vary(random, 540, 0.1),
        vary(random, 1.35, 0.12),
        vary(random, 0.74, 0.06),
        vary(random, 0.42, 0.08),
        new double[] {
          random.nextDouble(2 * Math.PI),
          random.nextDouble(2 * Math.PI),
          random.nextDouble(2 * Math.PI)
        });
  }

  private static double vary(SplittableRandom random, double value, double spread) {
    return value * (1 + spread * (2 * random.nextDouble() - 1));
  }
}
