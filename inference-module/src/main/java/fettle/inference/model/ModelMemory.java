package fettle.inference.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * What models read their windows from and write their scores to: one for all models, since one of
 * them runs at a time. Outside of the heap, as large as the largest model needs. Not thread-safe.
 */
public final class ModelMemory {

  private FloatBuffer windows = floats(0);
  private FloatBuffer scores = floats(0);
  private FloatBuffer contributions = floats(0);
  private int generation;

  /** Makes room for so many floats of each; all three are new then, or none. */
  void fit(int windowValues, int scoreValues, int contributionValues) {
    if (windows.capacity() < windowValues
        || scores.capacity() < scoreValues
        || contributions.capacity() < contributionValues) {
      windows = floats(Math.max(windowValues, windows.capacity()));
      scores = floats(Math.max(scoreValues, scores.capacity()));
      contributions = floats(Math.max(contributionValues, contributions.capacity()));
      generation++;
    }
  }

  /** Changes whenever the buffers do. */
  int generation() {
    return generation;
  }

  FloatBuffer windows() {
    return windows;
  }

  FloatBuffer scores() {
    return scores;
  }

  FloatBuffer contributions() {
    return contributions;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
