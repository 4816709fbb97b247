package fettle.emulator.mqtt;

import fettle.emulator.hub.DeviceMessage;
import java.util.concurrent.CompletionStage;

/** A connected module, as far as its inputs go. For use on the event loop only. */
public interface InputChannel {

  /**
   * Sends a message to an input. At most one is under way: a call while another is unacknowledged
   * takes its place, and the earlier stage then never completes.
   *
   * @param again whether the module may have had this message before
   * @return completes when the module acknowledged; fails when the connection is gone
   */
  CompletionStage<Void> send(String input, DeviceMessage message, boolean again);
}
