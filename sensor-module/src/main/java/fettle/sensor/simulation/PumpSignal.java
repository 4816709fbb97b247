package fettle.sensor.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured at a pump, in the order of a reading's values, with the resolution of a usual
 * transmitter.
 */
public enum PumpSignal {
  /** Demand, % of rated. */
  LOAD("load", 1),
  /** Motor winding, °C. */
  TEMPERATURE("temperature", 1),
  /** Air around the pump, % relative. */
  HUMIDITY("humidity", 1),
  /** Velocity at the bearing, mm/s RMS. */
  VIBRATION("vibration", 2),
  /** One phase of the motor, A. */
  CURRENT("current", 2),
  /** Discharge, bar above the suction side. */
  PRESSURE("pressure", 2),
  /** Discharge, l/min. */
  FLOW("flow", 1),
  /** Shaft, revolutions a minute. */
  SPEED("speed", 0);

  private static final List<String> NAMES =
      Arrays.stream(values()).map(signal -> signal.wire).toList();

  private final String wire;
  private final double scale;

  PumpSignal(String wire, int decimals) {
    this.wire = wire;
    this.scale = Math.pow(10, decimals);
  }

  /** The name in messages. */
  public String wire() {
    return wire;
  }

  /** All names, in the order of a reading's values. */
  public static List<String> names() {
    return NAMES;
  }

  /** The value with the digits that the sensor has. */
  double rounded(double value) {
    return Math.rint(value * scale) / scale;
  }
}
