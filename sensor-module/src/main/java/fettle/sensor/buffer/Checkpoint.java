package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small text file beside the segments: which entries are done, and each machine's counters as
 * of there. Replaced as a whole, so a reader sees the old or the new one.
 *
 * @param run name of the run that the counters belong to
 * @param runStart entries below this index were left by another run
 * @param head index of the oldest entry that the hub has not acknowledged
 */
record Checkpoint(String run, long runStart, long head, Map<String, Line> machines) {
  private static final String FILE = "state";
  private static final String FORMAT = "fettle-sensor-buffer 1";

  /** {@code mark} is as of the last entry before the head. */
  record Line(long sent, long dropped, long shift, Mark mark) {
    static final Line NONE = new Line(0, 0, 0, Mark.NONE);

    Line withShift(long millis) {
      return new Line(sent, dropped, millis, mark);
    }
  }

  static Checkpoint read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new Checkpoint("", 0, 0, Map.of());
    }
    List<String> lines = Files.readAllLines(file);
    try {
      if (!lines.get(0).equals(FORMAT)) {
        throw new IOException(file + " must start with '" + FORMAT + "'");
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
    } catch (IndexOutOfBoundsException | NumberFormatException damaged) {
      throw new IOException(
          file + " is damaged; delete it to start over, its unsent batches are then sent again",
          damaged);
    }
  }

  void write(Path folder) throws IOException {
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
    Path next = folder.resolve(FILE + ".next");
    Files.writeString(next, text);
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
