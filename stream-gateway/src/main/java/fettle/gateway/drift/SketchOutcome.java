package fettle.gateway.drift;

import java.util.Optional;

/** What became of a message with sketches. */
public sealed interface SketchOutcome {

  /**
   * It is in its window.
   *
   * @param closed the window before, when this message is the first of a later one
   * @param judged whether that one could be compared with a reference
   */
  record Merged(Optional<ClosedWindow> closed, boolean judged) implements SketchOutcome {}

  /** It has come before. */
  record Repeat() implements SketchOutcome {}

  /** Its window is finished already. */
  record Late() implements SketchOutcome {}

  /** It is from too far ahead of the hub's clock. */
  record Future() implements SketchOutcome {}

  /** Its model's signals are too many, or its bytes are damaged. */
  record Refused(String reason, String detail) implements SketchOutcome {}
}
