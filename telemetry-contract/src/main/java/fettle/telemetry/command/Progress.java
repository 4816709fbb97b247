package fettle.telemetry.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far a command is, as the fields of its hash say it. Times are epoch milliseconds by the
 * store's clock.
 *
 * @param state where it is
 * @param asked when it was asked for
 * @param until end of the lease of the gateway that works on it; 0 when none does
 * @param ended when it ended; 0 before
 * @param words a sentence for a person, in English: what is being done, or what came of it; empty
 *     at first
 * @param result what the module answered, JSON; empty when it did not
 * @param said the same as the words, for readers of other languages; empty where an earlier version
 *     said it, or a later one says what is not known here
 */
public record Progress(
    State state,
    long asked,
    long until,
    long ended,
    String words,
    String result,
    Optional<Sentence> said) {

  /** Where a command is. */
  public enum State {
    /** Nobody has taken it. */
    WAITING,
    /** A gateway works on it. */
    RUNNING,
    /** It was done. */
    DONE,
    /** It was not done. */
    FAILED,
    /** It may have been done or not: the gateway that worked on it is gone. */
    UNKNOWN,
    /** Nobody took it in time, and nobody will. */
    EXPIRED;

    /** As in the store and in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The fields of a command's hash. */
  public static final class Field {
    /** {@link Progress#state}. */
    public static final String STATE = "state";

    /** {@link Progress#asked}. */
    public static final String ASKED = "asked";

    /** {@link Progress#until}. */
    public static final String UNTIL = "until";

    /** {@link Progress#ended}. */
    public static final String ENDED = "ended";

    /** {@link Progress#words}. */
    public static final String WORDS = "words";

    /** {@link Progress#said}, as {@link Sentence#encode} writes it. */
    public static final String SAID = "said";

    /** {@link Progress#result}. */
    public static final String RESULT = "result";

    /** The gateway that has it, and which time it is that somebody has it: {@code NAME#1}. */
    public static final String HOLDER = "holder";

    /** How often it was begun. */
    public static final String ATTEMPTS = "attempts";

    /** {@code 1} when it may be begun again after its gateway died. */
    public static final String REPEATABLE = "repeatable";

    /** The twin's etag before the first change was tried. */
    public static final String ETAG = "etag";

    private Field() {}
  }

  /** What is said of a command that nobody took. */
  public static final Sentence NOBODY =
      Sentence.of(Phrase.NOBODY, "seconds", CommandKeys.LONGEST_WAIT.toSeconds());

  /** What is said when nobody knows. */
  public static final Sentence GONE = Sentence.of(Phrase.GONE);

  /**
   * Reads a command's hash.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Progress of(Map<String, String> fields) {
    String words = fields.getOrDefault(Field.WORDS, "");
    return new Progress(
        state(fields.getOrDefault(Field.STATE, "")),
        number(fields, Field.ASKED),
        number(fields, Field.UNTIL),
        number(fields, Field.ENDED),
        words,
        fields.getOrDefault(Field.RESULT, ""),
        Sentence.decode(fields.getOrDefault(Field.SAID, ""), words));
  }

  /** A state that a later version knows says nothing to this one. */
  private static State state(String wire) {
    if (wire.isEmpty()) {
      throw new IllegalArgumentException("a command has no " + Field.STATE);
    }
    return Arrays.stream(State.values())
        .filter(state -> state.wire().equals(wire))
        .findFirst()
        .orElse(State.UNKNOWN);
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }

  /**
   * The same as it is at a time, where no gateway is left to say so: what waited too long is over,
   * and what was held for longer than a lease is in doubt.
   */
  public Progress at(long now) {
    if (state == State.WAITING && now - asked > CommandKeys.LONGEST_WAIT.toMillis()) {
      return over(State.EXPIRED, asked, NOBODY);
    }
    if (state == State.RUNNING && now - until > CommandKeys.LEASE.toMillis()) {
      return over(State.UNKNOWN, until, GONE);
    }
    return this;
  }

  private Progress over(State how, long when, Sentence sentence) {
    return new Progress(how, asked, 0, when, sentence.words(), result, Optional.of(sentence));
  }

  /** One that was asked for just now. */
  public static Progress waiting(long asked) {
    return new Progress(State.WAITING, asked, 0, 0, "", "", Optional.empty());
  }

  /** Whether nothing more comes. */
  public boolean isOver() {
    return state != State.WAITING && state != State.RUNNING;
  }
}
