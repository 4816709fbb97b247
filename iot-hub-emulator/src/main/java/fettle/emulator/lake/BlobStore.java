package fettle.emulator.lake;

import java.io.IOException;
import java.nio.file.Path;

/** Where finished blobs go. */
public interface BlobStore {

  /**
   * Stores a file's content under a name, whole or not at all; an equal name is replaced, so that
   * storing can be repeated. The file stays.
   *
   * @param name with {@code /} between its parts
   * @throws IOException when it could not be stored now
   */
  void put(String name, Path file) throws IOException;

  /** Whether there is a blob of that name. */
  boolean exists(String name) throws IOException;
}
