package fettle.recording;

/**
 * Nothing sensible can be made of a recording. The message names the file, the line where there is
 * one, and the way out.
 */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
