package fettle.ops.lake;

import fettle.lake.Partition;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The messages of a round, sorted into a file a partition. Holds a bounded part of them in memory.
 * Thread-safe while it is filled.
 */
final class Spill {
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final int maxBuffered;
  private final Map<Partition, Part> parts = new HashMap<>();
  private long buffered;

  /**
   * @param folder empty, its own
   * @param maxBuffered bytes held in memory; with less, files are opened more often
   */
  Spill(Path folder, int maxBuffered) {
    this.folder = folder;
    this.maxBuffered = maxBuffered;
  }

  /** The messages of one partition. */
  static final class Part {
    private final Partition partition;
    private final Path file;
    private final SortedSet<String> signals = new TreeSet<>();
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    private Part(Partition partition, Path file) {
      this.partition = partition;
      this.file = file;
    }

    Partition partition() {
      return partition;
    }

    /** The signals of all its messages. */
    SortedSet<String> signals() {
      return signals;
    }

    private void write() throws IOException {
      try (BufferedOutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              BUFFER)) {
        waiting.writeTo(out);
      }
      waiting = new ByteArrayOutputStream();
    }

    /** Hands over the messages, in no order that matters. */
    void each(Taker taker) throws IOException {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
        while (in.available() > 0) {
          String flatMachine = in.readUTF();
          byte[] body = new byte[in.readInt()];
          in.readFully(body);
          taker.take(flatMachine, body);
        }
      }
    }

    void delete() throws IOException {
      Files.delete(file);
    }
  }

  /** Takes a message. */
  @FunctionalInterface
  interface Taker {
    void take(String flatMachine, byte[] body) throws IOException;
  }

  synchronized void add(Partition partition, String flatMachine, byte[] body, List<String> signals)
      throws IOException {
    Part part =
        parts.computeIfAbsent(
            partition, added -> new Part(added, folder.resolve(parts.size() + ".messages")));
    part.signals.addAll(signals);
    int before = part.waiting.size();
    try (DataOutputStream out = new DataOutputStream(part.waiting)) {
      out.writeUTF(flatMachine);
      out.writeInt(body.length);
      out.write(body);
    }
    buffered += part.waiting.size() - before;
    if (buffered > maxBuffered) {
      writeAll();
    }
  }

  private void writeAll() throws IOException {
    for (Part part : parts.values()) {
      if (part.waiting.size() > 0) {
        part.write();
      }
    }
    buffered = 0;
  }

  /** All of them, once nothing more is added. */
  synchronized Collection<Part> parts() throws IOException {
    writeAll();
    return new ArrayList<>(parts.values());
  }
}
