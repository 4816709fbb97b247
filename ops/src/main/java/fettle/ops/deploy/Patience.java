package fettle.ops.deploy;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long, and how often, a device is asked whether it does what it was told.
 *
 * @param limit in all
 * @param every between two questions; each costs requests of the hub's quota
 */
record Patience(Duration limit, Duration every) {
  private static final Duration EVERY = Duration.ofSeconds(2);

  static Patience of(Duration limit) {
    return new Patience(limit, EVERY);
  }

  /** Says what is lacking, a phrase each; nothing when all is well. */
  @FunctionalInterface
  interface Question {
    List<String> ask() throws PassingFailure;
  }

  /**
   * Asks until nothing is lacking or the time is over; a hub that cannot be reached is asked again.
   *
   * @return what was lacking in the end
   */
  List<String> await(Question question, Step.Progress progress) throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    List<String> told = List.of();
    for (; ; ) {
      List<String> lacking = ask(question);
      if (lacking.isEmpty() || !Instant.now().isBefore(deadline)) {
        return lacking;
      }
      if (!lacking.equals(told)) {
        progress.say("waiting: " + String.join("; ", lacking));
        told = lacking;
      }
      Thread.sleep(every);
    }
  }

  private static List<String> ask(Question question) {
    try {
      return question.ask();
    } catch (PassingFailure e) {
      return List.of(e.getMessage());
    }
  }
}
