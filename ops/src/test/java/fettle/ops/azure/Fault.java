package fettle.ops.azure;

import java.util.Map;

/** What the stand-in does instead of its work. */
public sealed interface Fault {

  /** Answers with an error. */
  record Answer(int status, String code, String message, Map<String, String> headers)
      implements Fault {
    public Answer(int status, String code, String message) {
      this(status, code, message, Map.of());
    }
  }

  /** Closes the connection without an answer. */
  record Drop() implements Fault {}

  /** Does what is asked for, and never answers. */
  record Silence() implements Fault {}

  /** Begins a long operation, which then fails. */
  record FailedOperation(String code, String message) implements Fault {}
}
