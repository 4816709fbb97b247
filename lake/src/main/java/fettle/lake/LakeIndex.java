package fettle.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies in a lake's container beneath {@value #FOLDER}: each file with the hash of its content,
 * in one blob that is written last. Whoever reads by it sees files that belong together, and asks
 * for one blob where a list of years would be many pages.
 *
 * @param complete up to when readings are there; empty where nobody knows
 * @param files by their name beneath the folder, with {@code /} between its parts
 */
public record LakeIndex(Optional<Instant> complete, SortedMap<String, Entry> files) {
  /** Where all of it lies in the container. */
  public static final String FOLDER = "parquet/";

  /** The blob of the index. */
  public static final String NAME = FOLDER + "index";

  /** Of the first line; a form that earlier readers cannot read gets another one. */
  private static final String FORM = "fettle-lake-1";

  private static final String NOBODY_KNOWS = "-";
  private static final String SEPARATOR = "\t";
  private static final int COLUMNS = 4;

  public static final LakeIndex EMPTY = new LakeIndex(Optional.empty(), new TreeMap<>());

  /**
   * A file.
   *
   * @param sha256 of its content, lower-case hex
   * @param written when the file that it was copied from was last changed, epoch milliseconds
   */
  public record Entry(long bytes, String sha256, long written) {

    /** Of a file as it is now. */
    public static Entry of(Path file) throws IOException {
      return new Entry(Files.size(file), hash(file), Files.getLastModifiedTime(file).toMillis());
    }

    /** Whether a copy has the file's content. */
    public boolean isContentOf(Path copy) throws IOException {
      return hash(copy).equals(sha256);
    }

    private static String hash(Path file) throws IOException {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** The file's blob. */
  public static String blob(String name) {
    return FOLDER + name;
  }

  /** A file's name, as it lies below a folder. */
  public static String name(Path below) {
    return below.toString().replace('\\', '/');
  }

  /** As it is stored. */
  public byte[] encode() {
    StringBuilder text = new StringBuilder(FORM);
    text.append(SEPARATOR)
        .append(complete.map(Instant::toString).orElse(NOBODY_KNOWS))
        .append('\n');
    files.forEach(
        (name, file) ->
            text.append(file.bytes())
                .append(SEPARATOR)
                .append(file.sha256())
                .append(SEPARATOR)
                .append(file.written())
                .append(SEPARATOR)
                .append(name)
                .append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads it; what a later version adds to a line is passed over.
   *
   * @throws IOException when these bytes are none
   */
  public static LakeIndex decode(byte[] bytes) throws IOException {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
    String[] head = lines[0].split(SEPARATOR);
    if (!head[0].equals(FORM) || head.length < 2) {
      throw new IOException(NAME + " is no index that this version reads");
    }
    SortedMap<String, Entry> files = new TreeMap<>();
    try {
      for (int i = 1; i < lines.length; i++) {
        String[] line = lines[i].split(SEPARATOR);
        if (line.length < COLUMNS) {
          throw new IOException("%s is cut off in line %d".formatted(NAME, i + 1));
        }
        files.put(line[3], new Entry(Long.parseLong(line[0]), line[1], Long.parseLong(line[2])));
      }
      return new LakeIndex(
          head[1].equals(NOBODY_KNOWS) ? Optional.empty() : Optional.of(Instant.parse(head[1])),
          files);
    } catch (NumberFormatException | DateTimeException e) {
      throw new IOException(NAME + " cannot be read: " + e.getMessage(), e);
    }
  }
}
