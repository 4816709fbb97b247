package fettle.dashboard.link;

import java.time.Instant;

/** A link shows nothing, or nothing any more. */
public final class LinkOver extends RuntimeException {
  private static final long serialVersionUID = 1;

  private LinkOver(String message) {
    super(message);
  }

  /** It is none of ours, or its key was taken away. */
  static LinkOver unknown() {
    return new LinkOver("this link is not known, or was taken back; ask whoever gave it to you");
  }

  static LinkOver expired(long at) {
    return new LinkOver(
        "this link ended at %s; ask whoever gave it to you for a new one"
            .formatted(Instant.ofEpochMilli(at)));
  }
}
