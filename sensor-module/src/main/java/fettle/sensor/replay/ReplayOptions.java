package fettle.sensor.replay;

import fettle.recording.ReadOptions;
import java.nio.file.Path;

/**
 * How recordings are replayed.
 *
 * @param speed times real time, at least 1; 0 = as fast as the buffers take it
 * @param read how they are read
 * @param groundTruth folder for the labels, one file a machine
 */
public record ReplayOptions(double speed, ReadOptions read, Path groundTruth) {

  public ReplayOptions {
    if (!(speed == 0 || speed >= 1)) {
      throw new IllegalArgumentException(
          "speed="
              + speed
              + " must be 0 (as fast as possible) or at least 1:"
              + " slower, and times would run into the future");
    }
  }
}
