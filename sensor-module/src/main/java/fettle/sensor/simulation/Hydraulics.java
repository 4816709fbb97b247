package fettle.sensor.simulation;

/**
 * Where the pump's curve meets the plant's.
 *
 * @param flow l/min
 * @param head m
 * @param power at the shaft, W
 * @param offBest distance from the flow of best efficiency, as a fraction of it
 */
record Hydraulics(double flow, double head, double power, double offBest) {
  private static final double WATER_DENSITY_TIMES_GRAVITY = 998 * 9.81;
  private static final double LITRES_A_MINUTE = 60_000;
  private static final double LEAST_EFFICIENCY = 0.12;
  private static final double CAVITATION_HEAD_LOSS = 0.3;
  private static final double CLOSED = 0.04;

  /**
   * Affinity laws: flow goes with the speed, head with its square. Pump: H = H0·r² − a·Q²; plant: H
   * = Hs + k·Q²/v².
   *
   * @param speed fraction of rated speed r
   * @param valve opening v, 1 is open
   * @param cavitation severity 0..1, may flutter
   */
  static Hydraulics solve(PumpParameters pump, double speed, double valve, double cavitation) {
    double opening = Math.max(valve, CLOSED);
    double shutOff = pump.shutOffHead() * speed * speed * (1 - CAVITATION_HEAD_LOSS * cavitation);
    double resistance = pump.systemLoss() / (opening * opening);
    double flow =
        Math.sqrt(Math.max(0, shutOff - pump.staticHead()) / (pump.headLoss() + resistance));
    double head = shutOff - pump.headLoss() * flow * flow;
    double offBest = flow / (pump.bestFlow() * speed) - 1;
    double efficiency = Math.max(LEAST_EFFICIENCY, pump.bestEfficiency() * (1 - offBest * offBest));
    double hydraulic = WATER_DENSITY_TIMES_GRAVITY * head * flow / LITRES_A_MINUTE;
    double churning = 180 * speed * speed * speed;
    return new Hydraulics(flow, head, hydraulic / efficiency + churning, offBest);
  }
}
