package fettle.ops.lake;

/**
 * How a lake is read.
 *
 * @param memoryMb of DuckDB
 * @param threads that read blobs, and then write files, side by side
 * @param roundBytes of blobs that are read before files are written: more means fewer files written
 *     again and again, and more work that a kill loses; as much disk is needed beside the files
 */
public record CompactionSettings(int memoryMb, int threads, long roundBytes) {
  private static final long ROUND = 2L << 30;

  /** One thread a processor and rounds of 2 GB. */
  public static CompactionSettings withMemory(int memoryMb) {
    return new CompactionSettings(memoryMb, Runtime.getRuntime().availableProcessors(), ROUND);
  }
}
