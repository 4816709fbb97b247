package fettle.emulator.hub;

import java.util.concurrent.CompletionException;

/** Why a {@link java.util.concurrent.CompletionStage} failed. */
public final class Causes {

  private Causes() {}

  /** The failure without the exception that dependent stages wrap it in; {@code null} for none. */
  public static Throwable of(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
