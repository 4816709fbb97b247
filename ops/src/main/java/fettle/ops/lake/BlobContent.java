package fettle.ops.lake;

import java.io.IOException;
import java.nio.file.Path;

/** Reads what is in a blob. */
final class BlobContent {
  private BlobContent() {}

  /**
   * Hands over a blob's messages once it is sure that the blob is whole: it is read twice.
   *
   * @param file its content on this machine
   * @throws DamagedBlobException when it is damaged or not whole; then nothing was handed over
   * @throws IOException when it cannot be read now
   */
  static void read(Blob blob, Path file, BlobMessage.Sink sink)
      throws IOException, DamagedBlobException {
    once(blob, file, message -> {});
    once(blob, file, sink);
  }

  private static void once(Blob blob, Path file, BlobMessage.Sink sink)
      throws IOException, DamagedBlobException {
    if (blob.isAvro()) {
      AvroBlob.read(file, sink);
    } else {
      JsonBlob.read(file, sink);
    }
  }
}
