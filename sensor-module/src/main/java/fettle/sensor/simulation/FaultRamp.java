package fettle.sensor.simulation;

/**
 * A fault that sets in.
 *
 * @param severity 0..1, reached at the ramp's end
 * @param start epoch milliseconds
 * @param rampMillis 0 = at once
 */
public record FaultRamp(Fault fault, double severity, long start, long rampMillis) {
  public FaultRamp {
    if (!(severity >= 0 && severity <= 1)) {
      throw new IllegalArgumentException("severity=" + severity + " must be between 0 and 1");
    }
    if (rampMillis < 0) {
      throw new IllegalArgumentException("ramp=" + rampMillis + " ms must not be negative");
    }
  }

  /** Severity at a time, rising linearly from 0 at the start. */
  public double at(long time) {
    if (time < start) {
      return 0;
    }
    if (rampMillis == 0 || time >= start + rampMillis) {
      return severity;
    }
    return severity * (time - start) / rampMillis;
  }
}
