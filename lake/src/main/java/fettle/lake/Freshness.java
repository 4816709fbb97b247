package fettle.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the files last held everything that had reached the lake: a time in a file of one line. It
 * speaks of arrival; what a device holds back arrives later, and is taken in then.
 */
public final class Freshness {
  /** IoT Hub's storage route writes a blob after 12 minutes at the latest. */
  private static final Duration ROUTE = Duration.ofMinutes(15);

  private static final String FILE = "compacted";

  private Freshness() {}

  /**
   * Writes it down, whole or not at all.
   *
   * @param folder of all partitions
   * @param began when what was taken in had been listed
   */
  public static void write(Path folder, Instant began) throws IOException {
    Path part = folder.resolve("." + FILE + ".part");
    Files.writeString(part, began.toString());
    Files.move(
        part,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Up to when readings are there, as far as they were sent at once; empty where nobody knows. */
  public static Optional<Instant> read(Path folder) throws IOException {
    try {
      return Optional.of(Instant.parse(Files.readString(folder.resolve(FILE)).strip()))
          .map(began -> began.minus(ROUTE));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (DateTimeException e) {
      throw new IOException(folder.resolve(FILE) + " holds no time: " + e.getMessage(), e);
    }
  }
}
