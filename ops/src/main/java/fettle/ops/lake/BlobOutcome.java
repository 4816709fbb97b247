package fettle.ops.lake;

import java.util.SortedMap;

/** What became of a blob. */
sealed interface BlobOutcome {

  Blob blob();

  /**
   * It was read.
   *
   * @param messages in it
   * @param elsewhere messages of them that carry no readings, being of another kind
   * @param refused messages of them that cannot be used, by reason
   */
  record Read(Blob blob, long messages, long elsewhere, SortedMap<String, Long> refused)
      implements BlobOutcome {}

  /** It is damaged or not whole; it is tried again when it changes. */
  record Damaged(Blob blob, String reason) implements BlobOutcome {}

  /** It could not be read now; it is tried again the next time. */
  record Later(Blob blob, String reason) implements BlobOutcome {}
}
