package fettle.ops.train.workspace;

import java.nio.charset.StandardCharsets;

/**
 * A part of a job's log.
 *
 * @param text whole lines; empty when nothing new is there
 * @param next offset in bytes from which to go on
 */
public record LogPiece(String text, long next) {
  /** Most bytes in one piece. */
  public static final int LIMIT = 1 << 16;

  /**
   * The whole lines of what was read at an offset. A line longer than a piece, and the rest of a
   * log that has ended, come without their end.
   *
   * @param last whether nothing will be added to the log
   */
  public static LogPiece of(byte[] read, long offset, boolean last) {
    int end = read.length;
    while (end > 0 && read[end - 1] != '\n') {
      end--;
    }
    if (end == 0 && (last || read.length >= LIMIT)) {
      end = read.length;
    }
    return new LogPiece(new String(read, 0, end, StandardCharsets.UTF_8), offset + end);
  }
}
