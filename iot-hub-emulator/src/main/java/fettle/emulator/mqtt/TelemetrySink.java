package fettle.emulator.mqtt;

import fettle.emulator.hub.DeviceMessage;
import java.util.concurrent.CompletionStage;

/** Takes the telemetry of connected devices and modules. */
@FunctionalInterface
public interface TelemetrySink {

  /**
   * Called on the event loop, in the order in which a client sent. Completes when the message may
   * be acknowledged to its sender: it is durably stored, or will never be and was counted.
   *
   * @param output the module's output; {@code null} when the message names none
   * @return fails when the message could not be taken; the client's connection is then closed, so
   *     that it sends again
   */
  CompletionStage<Void> accept(DeviceMessage message, String output);
}
