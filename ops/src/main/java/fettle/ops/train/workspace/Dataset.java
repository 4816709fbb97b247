package fettle.ops.train.workspace;

import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.recording.RecordingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Recordings to learn from. Its version follows from what is in them, so that the same files are
 * the same data set wherever they lie.
 *
 * @param name of the model that learns from it
 * @param files in the order of their names, each name once
 */
public record Dataset(String name, List<File> files) {
  private static final int VERSION_DIGITS = 16;

  /**
   * @param name without folders, of its machine
   * @param size bytes
   * @param sha256 of the content, hex
   * @param source where it lies on this machine
   */
  public record File(String name, long size, String sha256, Path source) {

    /**
     * @throws Failure when the content is no longer what it was when the data set was made up
     */
    public void requireUnchanged() throws IOException {
      if (!Sha256.of(source).equals(sha256)) {
        throw new Failure(source + " has changed since this run began; run again");
      }
    }
  }

  public Dataset {
    files = List.copyOf(files);
  }

  /**
   * @throws Failure when a file cannot be read, or two have one name
   */
  public static Dataset of(String name, List<Path> sources) {
    List<File> files = new ArrayList<>();
    for (Path source : sources) {
      try {
        files.add(new File(nameOf(source), Files.size(source), Sha256.of(source), source));
      } catch (IOException e) {
        throw new Failure(source + " cannot be read (" + e + "); name others with --from", e);
      }
    }
    files.sort(Comparator.comparing(File::name));
    for (int i = 1; i < files.size(); i++) {
      if (files.get(i).name().equals(files.get(i - 1).name())) {
        throw new Failure(
            "two recordings are called %s: %s and %s; give each a name of its own"
                .formatted(files.get(i).name(), files.get(i - 1).source(), files.get(i).source()));
      }
    }
    return new Dataset(name, files);
  }

  /** Says which machine the recording is of, also where no folder's name helps. */
  private static String nameOf(Path source) {
    String file = source.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return RecordingName.machineOf(source) + (dot > 0 ? file.substring(dot) : "");
  }

  /** Of all names and contents, hex. */
  public String sha256() {
    StringBuilder all = new StringBuilder();
    for (File file : files) {
      all.append(file.name()).append('\0').append(file.sha256()).append('\n');
    }
    return Sha256.of(all.toString());
  }

  /** Letters and digits. */
  public String version() {
    return sha256().substring(0, VERSION_DIGITS);
  }

  public long bytes() {
    return files.stream().mapToLong(File::size).sum();
  }

  /** Such as {@code pump (6 files, 1.2 MB, 8c5f…)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s (%d files, %.1f MB, %s)", name, files.size(), bytes() / 1e6, version());
  }
}
