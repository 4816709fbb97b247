package fettle.emulator.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What is to change in a twin; absent parts stay.
 *
 * @param replace whether tags and desired properties are replaced instead of merged
 * @param ifMatch the etag that the twin must have, or {@code null} or {@code *} for any
 */
record TwinChange(
    ObjectNode tags, ObjectNode desired, ObjectNode reported, boolean replace, String ifMatch) {

  static TwinChange ofDesired(ObjectNode desired, boolean replace) {
    return new TwinChange(null, desired, null, replace, null);
  }

  static TwinChange ofReported(ObjectNode patch) {
    return new TwinChange(null, null, patch, false, null);
  }

  static TwinChange ofTags(ObjectNode patch) {
    return new TwinChange(patch, null, null, false, null);
  }

  /**
   * A twin after a change.
   *
   * @param desiredPatch what clients are told, without the version; {@code null} when the desired
   *     properties were not changed
   */
  record Result(StoredTwin twin, ObjectNode desiredPatch) {}

  Outcome<Result> applyTo(StoredTwin before, Instant now) {
    for (ObjectNode part : new ObjectNode[] {tags, desired, reported}) {
      String wrong = part == null ? null : TwinRules.wrongWith(part);
      if (wrong != null) {
        return Outcome.refused(Refusal.INVALID, wrong);
      }
    }
    if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(before.etagText())) {
      return Outcome.refused(Refusal.PRECONDITION_FAILED, "the etag is another");
    }
    ObjectNode desiredPatch = desiredPatch(before);
    StoredTwin after =
        new StoredTwin(
            before.generationId(),
            before.version() + 1,
            tags == null && desired == null ? before.etag() : before.etag() + 1,
            tagsAfter(before),
            desiredPatch == null
                ? before.desired()
                : TwinDocument.patched(before.desired(), desiredPatch, now, true),
            reported == null
                ? before.reported()
                : TwinDocument.patched(before.reported(), reported, now, false));
    return after.fits()
        ? Outcome.done(new Result(after, desiredPatch))
        : Outcome.refused(Refusal.TOO_LARGE, TwinRules.TOO_LARGE);
  }

  private ObjectNode desiredPatch(StoredTwin before) {
    return desired == null || !replace
        ? desired
        : TwinDocument.replacement(before.desired(), desired);
  }

  private ObjectNode tagsAfter(StoredTwin before) {
    if (tags == null) {
      return before.tags();
    }
    return replace ? TwinDocument.plain(tags) : TwinDocument.merged(before.tags(), tags);
  }
}
