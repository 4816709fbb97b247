package fettle.recording;

/** What became of a file: a recording, or one sentence that says what is wrong and what to do. */
public sealed interface ReadResult {

  /** The file holds a recording. */
  record Read(Recording recording) implements ReadResult {}

  /** The file is no usable recording; {@code problem} names file, line and column. */
  record Unreadable(String problem) implements ReadResult {}
}
