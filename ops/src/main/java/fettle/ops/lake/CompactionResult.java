package fettle.ops.lake;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a compaction came to.
 *
 * @param blobs read
 * @param damaged blobs that were found damaged or not whole
 * @param later blobs that could not be read now
 * @param messages in the blobs read
 * @param elsewhere messages of them that carry no readings, being of another kind
 * @param refused messages of them that cannot be used, by reason
 * @param repeats messages, a day's part of a message being one, that were there already
 * @param files that were written
 */
public record CompactionResult(
    long blobs,
    long damaged,
    long later,
    long messages,
    long elsewhere,
    SortedMap<String, Long> refused,
    long repeats,
    long files) {

  static final CompactionResult NOTHING =
      new CompactionResult(0, 0, 0, 0, 0, new TreeMap<>(), 0, 0);

  CompactionResult plus(BlobOutcome outcome) {
    return switch (outcome) {
      case BlobOutcome.Read read -> {
        SortedMap<String, Long> reasons = new TreeMap<>(refused);
        read.refused().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        yield new CompactionResult(
            blobs + 1,
            damaged,
            later,
            messages + read.messages(),
            elsewhere + read.elsewhere(),
            reasons,
            repeats,
            files);
      }
      case BlobOutcome.Damaged unused ->
          new CompactionResult(
              blobs, damaged + 1, later, messages, elsewhere, refused, repeats, files);
      case BlobOutcome.Later unused ->
          new CompactionResult(
              blobs, damaged, later + 1, messages, elsewhere, refused, repeats, files);
    };
  }

  CompactionResult plus(PartitionMerge.Result merged) {
    return new CompactionResult(
        blobs,
        damaged,
        later,
        messages,
        elsewhere,
        refused,
        repeats + merged.repeats(),
        files + (merged.isWritten() ? 1 : 0));
  }

  /** In words, without what did not occur. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%,d messages of %,d blobs into %,d files".formatted(messages, blobs, files));
    add(text, repeats, "repeats left out");
    add(text, elsewhere, "messages of other kinds");
    refused.forEach((reason, count) -> add(text, count, "messages refused as " + reason));
    add(text, damaged, "blobs damaged or not whole");
    add(text, later, "blobs that cannot be read now");
    return text.toString();
  }

  private static void add(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", %,d %s".formatted(count, what));
    }
  }
}
