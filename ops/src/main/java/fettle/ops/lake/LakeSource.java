package fettle.ops.lake;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Where blobs lie. */
public sealed interface LakeSource permits FolderLake, ContainerLake {

  /** What it is, in words that stay the same. */
  String place();

  /** Fettle's own files in it. */
  LakeFiles files();

  /** Takes a blob. */
  @FunctionalInterface
  interface Taker {
    void take(Blob blob);
  }

  /**
   * Lists all blobs that could be a storage route's, in no order that matters.
   *
   * @throws PassingFailure when it is worth trying again
   * @throws fettle.ops.Failure when a person has to mend something first
   */
  void list(Taker taker) throws PassingFailure, InterruptedException;

  /** Reads a blob's content as a file of this machine. */
  @FunctionalInterface
  interface Reader {
    void read(Path file) throws IOException, DamagedBlobException;
  }

  /**
   * Gives a blob's content to a reader.
   *
   * @param copy a name that may be used for a copy of it
   * @throws IOException when it cannot be read now, or has changed since it was listed
   */
  void open(Blob blob, Path copy, Reader reader)
      throws IOException, PassingFailure, InterruptedException, DamagedBlobException;
}
