package fettle.sensor.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One simulated pump. Not thread-safe. With the same seed, name, times and faults it gives the same
 * readings.
 */
public final class Pump {
  private static final double BAR_A_METRE = 0.0979;
  private static final double MOTOR_EFFICIENCY = 0.87;
  private static final double POWER_FACTOR = 0.84;
  private static final double WEAR_FRICTION_WATTS = 260;
  private static final double WEAR_VIBRATION = 6.5;
  private static final double CAVITATION_VIBRATION = 3.8;
  private static final double OFF_BEST_VIBRATION = 1.6;
  private static final double RECALIBRATION_KELVIN = 30;
  private static final double LONGEST_STEP_SECONDS = 3_600;

  private final PumpParameters parameters;
  private final LoadProfile profile;
  private final SplittableRandom random;
  private final Noise demand;
  private final Noise air;
  private final Noise shaking;
  private final double pace;
  private final Map<Fault, FaultRamp> faults = new EnumMap<>(Fault.class);
  private final double[] last = new double[PumpSignal.values().length];
  private double motorTemperature = Double.NaN;
  private long lastTime = Long.MIN_VALUE;

  /** A pump whose days are as long as ours. */
  public Pump(long seed, String name) {
    this(seed, name, Duration.ofDays(1));
  }

  /**
   * @param seed of the whole fleet
   * @param name of this machine: each has its own spread and noise
   * @param day how long a simulated day takes. In a shorter one everything slow is faster by as
   *     much, demand, weather and heat alike, so that a short history has seen all of a day
   */
  public Pump(long seed, String name, Duration day) {
    pace = (double) Duration.ofDays(1).toMillis() / day.toMillis();
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ hash(name));
    parameters = PumpParameters.spread(random);
    profile = new LoadProfile(parameters);
    demand = new Noise(random.split(), 40);
    air = new Noise(random.split(), 1_800);
    shaking = new Noise(random.split(), 4);
  }

  /** Names of a reading's values, in order. */
  public static List<String> signals() {
    return PumpSignal.names();
  }

  /** Sets a fault; one of the same kind is replaced. */
  public void inject(FaultRamp fault) {
    faults.put(fault.fault(), fault);
  }

  /** Repairs everything. Heat leaves as slowly as it came. */
  public void repair() {
    faults.clear();
  }

  /**
   * Advances to a time and reads every sensor.
   *
   * @param time epoch milliseconds; one before the last, of a clock that was set back, finds the
   *     pump as it was left
   * @return new array, in the order of {@link #signals()}
   */
  public double[] read(long time) {
    double seconds =
        lastTime == Long.MIN_VALUE
            ? 0
            : Math.clamp((time - lastTime) / 1000.0, 0, LONGEST_STEP_SECONDS);
    long slowTime = Math.round(time * pace);
    double slowSeconds = seconds * pace;
    double load = clamp(profile.at(slowTime) + 0.015 * demand.next(slowSeconds), 0.15, 1.0);
    double speed = 0.62 + 0.38 * load;
    double wear = severity(Fault.BEARING_WEAR, time);
    double cavitation = severity(Fault.CAVITATION, time);
    Hydraulics hydraulics =
        Hydraulics.solve(
            parameters,
            speed,
            1 - severity(Fault.CLOSED_VALVE, time),
            cavitation * (0.75 + 0.25 * random.nextGaussian()));
    double power = hydraulics.power() + wear * WEAR_FRICTION_WATTS * speed;
    double airNoise = air.next(slowSeconds);
    Ambient ambient = Ambient.at(slowTime);
    heat(ambient.temperature() + 0.4 * airNoise, power, slowSeconds);

    set(PumpSignal.LOAD, 100 * load, 0.2);
    set(PumpSignal.SPEED, speed * PumpParameters.RATED_SPEED, 2);
    set(PumpSignal.FLOW, hydraulics.flow(), 1.2 + 6 * cavitation);
    setPressure(hydraulics, cavitation, time);
    set(PumpSignal.CURRENT, current(power), 0.03);
    double recalibrated = RECALIBRATION_KELVIN * severity(Fault.SENSOR_RECALIBRATED, time);
    set(PumpSignal.TEMPERATURE, motorTemperature + recalibrated, 0.15);
    set(PumpSignal.HUMIDITY, clamp(ambient.humidity() - 1.5 * airNoise, 5, 98), 0.3);
    set(PumpSignal.VIBRATION, vibration(hydraulics, speed, wear, cavitation, seconds), 0.02);
    lastTime = time;
    return last.clone();
  }

  private void heat(double air, double power, double seconds) {
    double loss = power * (1 - MOTOR_EFFICIENCY) / MOTOR_EFFICIENCY + 60;
    double equilibrium = air + parameters.thermalResistance() * loss;
    // the exact solution of a first-order lag, so that the step's length does not matter
    motorTemperature =
        Double.isNaN(motorTemperature)
            ? equilibrium
            : equilibrium
                + (motorTemperature - equilibrium)
                    * Math.exp(-seconds / parameters.thermalSeconds());
  }

  private static double current(double power) {
    double active =
        power / (Math.sqrt(3) * PumpParameters.RATED_VOLTAGE * POWER_FACTOR * MOTOR_EFFICIENCY);
    return Math.hypot(active, PumpParameters.NO_LOAD_CURRENT);
  }

  private double vibration(
      Hydraulics hydraulics, double speed, double wear, double cavitation, double seconds) {
    double healthy =
        parameters.baseVibration() * speed * speed
            + OFF_BEST_VIBRATION * hydraulics.offBest() * hydraulics.offBest();
    double rough = cavitation * CAVITATION_VIBRATION * (1 + 0.35 * random.nextGaussian());
    double modulation = 1 + 0.05 * shaking.next(seconds);
    return Math.max(0.05, modulation * (healthy + WEAR_VIBRATION * wear * speed) + rough);
  }

  private void setPressure(Hydraulics hydraulics, double cavitation, long time) {
    double before = last[PumpSignal.PRESSURE.ordinal()];
    set(PumpSignal.PRESSURE, hydraulics.head() * BAR_A_METRE, 0.012 + 0.05 * cavitation);
    if (lastTime != Long.MIN_VALUE && severity(Fault.SENSOR_STUCK, time) > 0) {
      last[PumpSignal.PRESSURE.ordinal()] = before;
    }
  }

  private void set(PumpSignal signal, double value, double noise) {
    last[signal.ordinal()] = signal.rounded(value + noise * random.nextGaussian());
  }

  private double severity(Fault fault, long time) {
    FaultRamp ramp = faults.get(fault);
    return ramp == null ? 0 : ramp.at(time);
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  /** FNV-1a: spread names that differ in one digit far apart. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
