package fettle.inference.sketch;

import fettle.edge.DesiredProperties;
import java.time.Duration;
import java.util.Optional;

/**
 * How often sketches leave: as configured, or as the twin says in {@code
 * desired.sketch.everySeconds}.
 *
 * @param every zero = nothing is sketched
 * @param problem why what the twin says is not followed; null when it is
 */
public record SketchInterval(Duration every, String problem) {
  private static final long LONGEST = Duration.ofDays(1).toSeconds();

  /**
   * What follows from the twin.
   *
   * @param configured stands where the twin says nothing
   * @param before stands where the twin says what cannot be
   */
  public static SketchInterval of(
      DesiredProperties desired, Duration configured, SketchInterval before) {
    Optional<Object> wanted = desired.at("sketch", "everySeconds");
    if (wanted.isEmpty()) {
      return new SketchInterval(configured, null);
    }
    if (wanted.get() instanceof Long seconds && seconds >= 0 && seconds <= LONGEST) {
      return new SketchInterval(Duration.ofSeconds(seconds), null);
    }
    return new SketchInterval(
        before.every(),
        "sketch.everySeconds must be a whole number from 0 (nothing is sketched) to " + LONGEST);
  }
}
