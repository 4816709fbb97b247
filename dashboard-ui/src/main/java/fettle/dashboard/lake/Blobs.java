package fettle.dashboard.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The lake's container. */
interface Blobs {

  /**
   * A blob's content.
   *
   * @param etag changes when the content does
   */
  record Content(byte[] bytes, String etag) {}

  /** What holds them, in words. */
  String place();

  /**
   * Reads a small blob.
   *
   * @param known the etag of what is known of it; empty for nothing
   * @param most bytes that it may have
   * @return empty when it is still what is known
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  Optional<Content> read(String name, String known, long most) throws IOException;

  /** Copies a blob into a new file of this machine. */
  void download(String name, Path file) throws IOException;
}
