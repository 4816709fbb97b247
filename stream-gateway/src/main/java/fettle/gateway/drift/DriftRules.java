package fettle.gateway.drift;

import fettle.drift.Sensitivity;

/**
 * How drift is told, and within which bounds.
 *
 * @param windowMs width of a window of event time
 * @param sketches finished windows of a machine and model whose sketches are kept
 * @param course finished windows whose values are kept
 * @param models of a machine that are remembered
 * @param sensitivity what counts as drift
 */
public record DriftRules(
    long windowMs, int sketches, int course, int models, Sensitivity sensitivity) {

  /** Windows of an hour, sketches of two, a week of values, three models. */
  public static final DriftRules DEFAULT =
      new DriftRules(3_600_000, 2, 168, 3, Sensitivity.DEFAULT);

  private static final long LEAST_KEPT_MS = 86_400_000;

  long windowStart(long time) {
    return Math.floorDiv(time, windowMs) * windowMs;
  }

  /** The place of a window in a ring of so many. */
  int place(long windowStart, int ring) {
    return (int) Math.floorMod(windowStart / windowMs, ring);
  }

  /** When what is kept of a window is too old to be of use, epoch milliseconds. */
  public long expiresAt(long windowStart) {
    return windowStart + Math.max(LEAST_KEPT_MS, (course + 1L) * windowMs);
  }
}
