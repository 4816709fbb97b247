package fettle.ops.lake;

/**
 * How a lake is read.
 *
 * @param memoryMb of DuckDB
 * @param threads that read blobs, and then write files, side by side; fewer where each would have
 *     less than {@value #LEAST_MB} MB of DuckDB's memory, which it needs to sort with the disk's
 *     help
 * @param roundBytes of blobs that are read before files are written: more means fewer files written
 *     again and again, and more work that a kill loses; as much disk is needed beside the files
 */
public record CompactionSettings(int memoryMb, int threads, long roundBytes) {
  /** Of DuckDB's memory for a thread. */
  public static final int LEAST_MB = 128;

  public CompactionSettings {
    threads = Math.clamp(memoryMb / LEAST_MB, 1, threads);
  }
}
