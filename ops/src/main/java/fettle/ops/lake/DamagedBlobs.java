package fettle.ops.lake;

import java.util.List;

/**
 * Blobs that are damaged or not whole, and so are not among the readings.
 *
 * @param count of all
 * @param named the first of them by name
 */
public record DamagedBlobs(long count, List<Named> named) {
  static final int MOST_NAMED = 100;

  /**
   * @param reason without the name
   */
  public record Named(String name, String reason) {}

  public DamagedBlobs {
    named = List.copyOf(named);
  }
}
