package fettle.gateway.command;

import fettle.telemetry.command.Progress.State;

/**
 * What came of a command.
 *
 * @param words a sentence for a person
 * @param result what the module answered, JSON; empty when it did not
 */
record Outcome(State state, String words, String result) {

  static Outcome done(String words) {
    return new Outcome(State.DONE, words, "");
  }

  static Outcome failed(String words) {
    return new Outcome(State.FAILED, words, "");
  }
}
