package fettle.sensor.simulation;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong with a simulated pump. Severity 0 is healthy, 1 is as bad as it gets. */
public enum Fault {
  /** Friction and heat rise a little, vibration a lot. */
  BEARING_WEAR("bearingWear"),
  /** The head drops and flutters, vibration becomes rough. */
  CAVITATION("cavitation"),
  /**
   * The discharge valve closes: flow falls, pressure rises, the pump runs away from its best point.
   */
  CLOSED_VALVE("closedValve"),
  /**
   * The pressure transmitter repeats its last value; the pump itself is fine. Any severity above 0
   * is the same.
   */
  SENSOR_STUCK("sensorStuck"),
  /**
   * The temperature transmitter was calibrated anew and reads up to 30 K more than before; the pump
   * itself is fine.
   */
  SENSOR_RECALIBRATED("sensorRecalibrated");

  private final String wire;

  Fault(String wire) {
    this.wire = wire;
  }

  /** The name in direct methods. */
  public String wire() {
    return wire;
  }

  public static Optional<Fault> fromWire(String name) {
    return Arrays.stream(values()).filter(fault -> fault.wire.equals(name)).findFirst();
  }
}
