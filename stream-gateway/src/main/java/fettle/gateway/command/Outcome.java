package fettle.gateway.command;

import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress.State;
import fettle.telemetry.command.Sentence;

/**
 * What came of a command.
 *
 * @param said a sentence for a person
 * @param result what the module answered, JSON; empty when it did not
 */
record Outcome(State state, Sentence said, String result) {

  static Outcome done(Phrase phrase) {
    return new Outcome(State.DONE, Sentence.of(phrase), "");
  }

  static Outcome failed(Phrase phrase) {
    return failed(Sentence.of(phrase));
  }

  static Outcome failed(Sentence said) {
    return new Outcome(State.FAILED, said, "");
  }

  /** In English. */
  String words() {
    return said.words();
  }
}
