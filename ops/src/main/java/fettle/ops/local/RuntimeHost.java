package fettle.ops.local;

import java.util.Optional;

/** The local runtime as pipelines see it, in whatever process it runs. */
public interface RuntimeHost {

  /** How it is doing; empty while it does not run. */
  Optional<RuntimeState> running();

  /**
   * Starts it. When this returns it runs, and brings up its parts by itself.
   *
   * @throws fettle.ops.Failure when it cannot be started, with the reason
   */
  void start() throws InterruptedException;

  /**
   * Ends it and all that it runs, if it runs.
   *
   * @throws fettle.ops.Failure when it cannot be ended
   */
  void stop() throws InterruptedException;

  /** Why there is no use in waiting for its parts any longer; empty while there is. */
  Optional<String> trouble();
}
