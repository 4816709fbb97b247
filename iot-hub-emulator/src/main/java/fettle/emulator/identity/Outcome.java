package fettle.emulator.identity;

/**
 * What came of a change to the registry or a twin.
 *
 * @param <T> the changed thing
 */
public sealed interface Outcome<T> {

  /** The change is durable. */
  record Done<T>(T value) implements Outcome<T> {}

  /** Nothing was changed. */
  record Refused<T>(Refusal refusal, String detail) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal, String detail) {
    return new Refused<>(refusal, detail);
  }
}
