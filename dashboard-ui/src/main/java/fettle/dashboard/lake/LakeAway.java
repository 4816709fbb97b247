package fettle.dashboard.lake;

import java.time.Instant;

/** The lake's readings cannot be had now; the message says why. */
public final class LakeAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  LakeAway(String message) {
    super(message);
  }

  /** So many readings have one time that they cannot be told apart by it. */
  public static LakeAway tooMany(int most, long time) {
    return new LakeAway(
        "more than %,d readings have the time %s; they cannot be read page by page"
            .formatted(most, Instant.ofEpochMilli(time)));
  }

  /** A file is longer than the machine's pace promised, and than one may be. */
  public static LakeAway tooLong(long most) {
    return new LakeAway(
        "the file is broken off after %,d rows; choose a shorter range".formatted(most));
  }

  /** So many files are being made that there may be no room on the disk for one more. */
  public static LakeAway tooManyFiles(int most) {
    return new LakeAway(most + " files are being made already; try again in a moment");
  }

  LakeAway(String message, Throwable cause) {
    super(message, cause);
  }
}
