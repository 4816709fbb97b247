package fettle.ops.image;

import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What images stand on: something with a JRE, the same whenever it is asked for. */
public sealed interface ImageBase {

  /** What tells one base from another: part of a tag, and of what is said of an image. */
  String identity();

  /**
   * In a registry.
   *
   * @param image with its digest
   */
  record Pinned(String image) implements ImageBase {
    @Override
    public String identity() {
      return image;
    }
  }

  /**
   * A docker archive on this machine, for places without a registry; of one platform.
   *
   * @param sha256 of the file, in hexadecimal digits
   */
  record Archive(Path file, String sha256) implements ImageBase {
    /** The content counts, not the place. */
    @Override
    public String identity() {
      return "archive@sha256:" + sha256;
    }
  }

  /**
   * @throws Failure when the file is not there
   */
  static Archive archive(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Failure("the base %s is no file; make one with podman save".formatted(file));
    }
    try {
      return new Archive(file, Sha256.of(file));
    } catch (IOException e) {
      throw new Failure("the base %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
