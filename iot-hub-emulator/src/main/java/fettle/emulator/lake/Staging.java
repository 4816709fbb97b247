package fettle.emulator.lake;

import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The folder where batches wait until they are blobs. A batch is a file in {@code open} while it is
 * written, in {@code sealed} when it is complete, and in {@code ready} under the name of its blob
 * once that is chosen: the choice outlives a kill, so storing a blob twice replaces it.
 */
final class Staging {

  private final Path open;
  private final Path sealed;
  private final Path ready;
  private final AtomicLong bytes = new AtomicLong();

  Staging(Path folder) throws IOException {
    this.open = folder.resolve("open");
    this.sealed = folder.resolve("sealed");
    this.ready = folder.resolve("ready");
    for (Path part : List.of(open, sealed, ready)) {
      PrivateFile.folder(part);
    }
    for (Path batch : files(open)) {
      if (BatchFile.repair(batch)) {
        seal(batch);
      } else {
        Files.delete(batch);
      }
    }
    for (Path part : List.of(sealed, ready)) {
      for (Path file : files(part)) {
        bytes.addAndGet(Files.size(file));
      }
    }
  }

  /** Bytes of all batches that are not blobs yet. */
  long bytes() {
    return bytes.get();
  }

  void grew(long by) {
    bytes.addAndGet(by);
  }

  /** A name for a new batch, from which {@link #partition} and {@link #began} can be read. */
  Path newBatch(int partition, Instant began, LakeFormat format) {
    Path batch;
    int number = 0;
    do {
      batch =
          open.resolve(
              "%d-%d-%d%s"
                  .formatted(partition, began.toEpochMilli(), number++, format.extension()));
    } while (Files.exists(batch) || Files.exists(sealed.resolve(batch.getFileName())));
    return batch;
  }

  static int partition(Path batch) {
    return Integer.parseInt(batch.getFileName().toString().split("[-.]")[0]);
  }

  static Instant began(Path batch) {
    return Instant.ofEpochMilli(Long.parseLong(batch.getFileName().toString().split("[-.]")[1]));
  }

  void seal(Path batch) throws IOException {
    Files.move(batch, sealed.resolve(batch.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Complete batches without a blob name, the oldest first. */
  List<Path> sealedBatches() throws IOException {
    return files(sealed).stream()
        .sorted(
            (left, right) -> {
              int byTime = began(left).compareTo(began(right));
              return byTime != 0 ? byTime : left.compareTo(right);
            })
        .toList();
  }

  boolean isTaken(String blobName) {
    return Files.exists(ready.resolve(blobName));
  }

  void name(Path batch, String blobName) throws IOException {
    Path target = ready.resolve(blobName);
    Files.createDirectories(target.getParent());
    Files.move(batch, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Files whose blobs are to be stored. */
  List<Path> readyFiles() throws IOException {
    return files(ready);
  }

  String blobName(Path readyFile) {
    return ready.relativize(readyFile).toString().replace('\\', '/');
  }

  void stored(Path readyFile) throws IOException {
    long size = Files.size(readyFile);
    Files.delete(readyFile);
    bytes.addAndGet(-size);
    deleteEmpty(readyFile.getParent());
  }

  /** Blob names have folders for day and hour, which would else gather for ever. */
  private void deleteEmpty(Path folder) throws IOException {
    for (Path each = folder; !each.equals(ready); each = each.getParent()) {
      try {
        Files.delete(each);
      } catch (DirectoryNotEmptyException stillUsed) {
        return;
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
