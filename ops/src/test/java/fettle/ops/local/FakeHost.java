package fettle.ops.local;

import java.util.Optional;

/** A runtime that is whatever a test says. */
final class FakeHost implements RuntimeHost {
  RuntimeState state;
  String trouble;
  int starts;
  int stops;

  @Override
  public Optional<RuntimeState> running() {
    return Optional.ofNullable(state);
  }

  @Override
  public void start() {
    starts++;
  }

  @Override
  public void stop() {
    stops++;
    state = null;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
