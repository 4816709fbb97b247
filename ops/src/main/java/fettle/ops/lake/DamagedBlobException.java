package fettle.ops.lake;

/** A blob is not what its name says, or not whole. The message says why, without its name. */
final class DamagedBlobException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedBlobException(String reason) {
    super(reason);
  }

  DamagedBlobException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
