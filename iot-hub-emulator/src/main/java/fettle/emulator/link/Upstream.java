package fettle.emulator.link;

import fettle.emulator.hub.DeviceMessage;
import java.util.concurrent.CompletionStage;

/** The way from an edge device to its hub. For the event loop. */
public interface Upstream {

  /** Whether it makes sense to send now. */
  boolean isOpen();

  /** Called on the event loop whenever the way has become open. */
  void onOpen(Runnable listener);

  /**
   * Sends a message as the device or module that it names. Messages of one identity arrive in the
   * order of the calls.
   *
   * @return completes, on the event loop, when the hub has acknowledged; fails with {@link
   *     fettle.emulator.hub.MessageRefusedException} when it never will, with anything else when
   *     the message must be sent again
   */
  CompletionStage<Void> send(DeviceMessage message);
}
