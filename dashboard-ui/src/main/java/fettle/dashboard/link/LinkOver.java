package fettle.dashboard.link;

import java.time.Instant;
import java.util.Optional;

/** A link shows nothing, or nothing any more. */
public final class LinkOver extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Instant ended;

  private LinkOver(String message, Instant ended) {
    super(message);
    this.ended = ended;
  }

  /** When it ended, as people read it; empty where it was none. */
  Optional<String> ended() {
    return Optional.ofNullable(ended).map(Instant::toString);
  }

  /** It is none of ours, or its key was taken away. */
  static LinkOver unknown() {
    return new LinkOver(
        "this link is not known, or was taken back; ask whoever gave it to you", null);
  }

  static LinkOver expired(long at) {
    return new LinkOver(
        "this link ended at %s; ask whoever gave it to you for a new one"
            .formatted(Instant.ofEpochMilli(at)),
        Instant.ofEpochMilli(at));
  }
}
