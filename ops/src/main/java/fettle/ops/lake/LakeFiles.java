package fettle.ops.lake;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.util.List;

/**
 * Files of Fettle's own in the lake, beside the storage route's blobs, whose names they do not
 * have. A name has {@code /} between its parts.
 */
public interface LakeFiles {

  /** What holds them, in words. */
  String place();

  /** Puts a file there, whole or not at all, over one of its name. */
  void write(String name, byte[] content) throws IOException, PassingFailure, InterruptedException;

  /** The names that begin and end so, in order; none when there is no such folder. */
  List<String> names(String folder, String suffix)
      throws IOException, PassingFailure, InterruptedException;

  /** A file's content. */
  byte[] read(String name) throws IOException, PassingFailure, InterruptedException;
}
