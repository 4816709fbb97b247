package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small text file beside the segments: which entries are done, and each machine's counters as
 * of there. Replaced as a whole, so a reader sees the old or the new one.
 *
 * @param run name of the run that the counters belong to
 * @param runStart entries below this index were left by another run
 * @param head index of the oldest entry that the hub has not acknowledged
 */
record Checkpoint(String run, long runStart, long head, Map<String, Line> machines) {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
  private static final Checkpoint NONE = new Checkpoint("", 0, 0, Map.of());
  private static final String FILE = "state";
  private static final String FORMAT = "fettle-sensor-buffer 1";

  /** {@code mark} is as of the last entry before the head. */
  record Line(long sent, long dropped, long shift, Mark mark) {
    static final Line NONE = new Line(0, 0, 0, Mark.NONE);

    Line withShift(long millis) {
      return new Line(sent, dropped, millis, mark);
    }
  }

  /** What an earlier process left. A file that is damaged is put aside, and we begin without. */
  static Checkpoint read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      return parse(Files.readAllLines(file));
    } catch (CharacterCodingException | IndexOutOfBoundsException | IllegalArgumentException e) {
      Path aside = folder.resolve(FILE + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error(
          "{} was damaged ({}) and is now {}: counters begin at 0, a recording from its start, and"
              + " what is in the buffer is sent, some of it once more",
          file,
          e.toString(),
          aside);
      return NONE;
    }
  }

  private static Checkpoint parse(List<String> lines) {
    if (!lines.get(0).equals(FORMAT)) {
      throw new IllegalArgumentException("it must start with '" + FORMAT + "'");
    }
    Map<String, Line> machines = new TreeMap<>();
    for (String text : lines.subList(4, lines.size())) {
      String[] words = text.split(" ");
      machines.put(
          words[0],
          new Line(
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]),
              new Mark(
                  Long.parseLong(words[4]), Long.parseLong(words[5]), Long.parseLong(words[6]))));
    }
    return new Checkpoint(
        lines.get(1), Long.parseLong(lines.get(2)), Long.parseLong(lines.get(3)), machines);
  }

  /** As it is written. */
  String text() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n').append(run).append('\n');
    text.append(runStart).append('\n').append(head).append('\n');
    machines.forEach(
        (machine, line) ->
            text.append(machine)
                .append(' ')
                .append(line.sent())
                .append(' ')
                .append(line.dropped())
                .append(' ')
                .append(line.shift())
                .append(' ')
                .append(line.mark().read())
                .append(' ')
                .append(line.mark().skipped())
                .append(' ')
                .append(line.mark().position())
                .append('\n'));
    return text.toString();
  }

  /** Forced before it takes the old one's place: a power cut leaves the old or the new one. */
  static void write(Path folder, String text) throws IOException {
    Path next = folder.resolve(FILE + ".next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
