package fettle.ops.lake;

import fettle.lake.duckdb.Database;
import fettle.ops.Failure;
import java.nio.file.Path;

/** Opens databases whose failures end a run with a sentence. */
public final class LakeDatabase {
  private LakeDatabase() {}

  /**
   * Opens one.
   *
   * @param memoryMb most that its buffers take, MB
   * @param spill folder for what does not fit; made when needed
   * @throws Failure when it cannot be opened
   */
  public static Database open(int memoryMb, Path spill) {
    return Database.open(
        new Database.Settings(memoryMb, "dataset.memoryMb", spill, 0, Failure::new));
  }
}
