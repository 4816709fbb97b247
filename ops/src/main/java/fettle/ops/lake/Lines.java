package fettle.ops.lake;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file as bytes, one at a time, none longer than a bound. */
final class Lines implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long number;

  private Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  static Lines of(Path file, int longest) throws IOException {
    return new Lines(Files.newInputStream(file), longest);
  }

  /** How many have been given. */
  long number() {
    return number;
  }

  /** The next, without its end; {@code null} after the last. */
  byte[] next() throws IOException, DamagedBlobException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    do {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      if (line.size() + end - from > longest) {
        throw new DamagedBlobException(
            "line %d is longer than %d bytes".formatted(number, longest));
      }
      line.write(buffer, from, end - from);
      from = end + 1;
      if (end < to) {
        return line.toByteArray();
      }
    } while (fill());
    return line.toByteArray();
  }

  private boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
