package fettle.emulator.lake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A batch that is being written, in the format of the blob that it will be. */
interface BatchFile extends Closeable {

  /** Adds a record; it is safe from a kill after the next {@link #flush()}. */
  void append(LakeRecord record) throws IOException;

  /** Hands what was appended to the operating system. */
  void flush() throws IOException;

  static BatchFile create(Path file, LakeFormat format) throws IOException {
    return switch (format) {
      case AVRO, AVRO_DEFLATE -> AvroBatchFile.create(file, format == LakeFormat.AVRO_DEFLATE);
      case JSON -> JsonBatchFile.create(file);
    };
  }

  /**
   * Cuts off what a kill left incomplete; what was flushed stays.
   *
   * @return false when no record is left
   */
  static boolean repair(Path file) throws IOException {
    return file.toString().endsWith(LakeFormat.JSON.extension())
        ? JsonBatchFile.repair(file)
        : AvroBatchFile.repair(file);
  }
}
