package fettle.emulator.hub;

import java.util.concurrent.CompletionStage;

/** Where routes lead. */
public interface Endpoint {

  /** The name of the built-in endpoint, which the fallback route leads to. */
  String EVENTS = "events";

  String name();

  /**
   * Whether there is room for more now. The hub asks all endpoints of a message before it writes to
   * any, so that one that is full does not bring repeats to the others.
   */
  default boolean hasRoom() {
    return true;
  }

  /**
   * Completes when the message survives a kill of this process. Messages of one partition keep the
   * order of the calls; never blocks. Fails when the message could not be stored now.
   */
  CompletionStage<Void> write(HubMessage message);
}
