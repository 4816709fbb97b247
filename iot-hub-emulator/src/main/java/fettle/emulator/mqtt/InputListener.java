package fettle.emulator.mqtt;

/** Hears which modules are ready to take messages on their inputs; called on the event loop. */
public interface InputListener {

  /** A module is connected and subscribed; a former channel of it is closed already. */
  void opened(String deviceId, String moduleId, InputChannel channel);

  void closed(String deviceId, String moduleId, InputChannel channel);

  /** For a hub that routes nothing to modules. */
  InputListener NONE =
      new InputListener() {
        @Override
        public void opened(String deviceId, String moduleId, InputChannel channel) {}

        @Override
        public void closed(String deviceId, String moduleId, InputChannel channel) {}
      };
}
