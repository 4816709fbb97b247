package fettle.sensor.source;

import fettle.sensor.simulation.FaultRamp;
import java.util.List;

/** A kind of source with all its machines. */
public interface Source {
  /** One a machine, in the order they are configured. */
  List<Track> tracks();

  /** Whether it comes to an end by itself. */
  default boolean finite() {
    return false;
  }

  /** Attempts to read a sensor that failed so far, whether or not a later one succeeded. */
  default long errors() {
    return 0;
  }

  /**
   * Breaks a machine.
   *
   * @throws FaultRefusedException if there is no such machine, or this source has none that can
   *     break
   */
  default void inject(String machine, FaultRamp fault) throws FaultRefusedException {
    throw new FaultRefusedException("only simulated machines can be broken");
  }

  /**
   * Repairs a machine.
   *
   * @throws FaultRefusedException as for {@link #inject}
   */
  default void repair(String machine) throws FaultRefusedException {
    throw new FaultRefusedException("only simulated machines can be repaired");
  }
}
