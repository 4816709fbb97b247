package fettle.sensor.simulation;

/**
 * The air around a pump: warmest in mid-afternoon, drier as it warms. A pure function of time.
 *
 * @param temperature °C
 * @param humidity % relative
 */
record Ambient(double temperature, double humidity) {
  private static final double DAY = 24 * 3_600_000.0;
  private static final double WARMEST = 15 * 3_600_000.0;

  static Ambient at(long time) {
    double temperature = 21 + 3.5 * Math.cos(2 * Math.PI * (time - WARMEST) / DAY);
    return new Ambient(temperature, 48 - 2.1 * (temperature - 21));
  }
}
