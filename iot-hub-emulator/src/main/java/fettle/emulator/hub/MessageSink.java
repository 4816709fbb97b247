package fettle.emulator.hub;

import java.util.concurrent.CompletionStage;

/** Takes device-to-cloud messages. */
@FunctionalInterface
public interface MessageSink {

  /**
   * Completes when the message is durable in every endpoint that matched. Messages of one device
   * keep the order of the calls. Safe for many threads and never blocks the caller: the number of
   * messages in flight is bounded, and beyond the bound the result fails with {@link
   * HubBusyException} at once.
   *
   * @return fails with {@link MessageRefusedException} when the hub will never take this message
   *     (do not send it again), with anything else when it could not be stored now (send it again)
   */
  CompletionStage<Void> accept(DeviceMessage message);
}
