package fettle.emulator.mqtt;

/** Hears which modules are ready to take messages on their inputs; called on the event loop. */
public interface InputListener {

  /** A module is connected and subscribed; a former channel of it is closed already. */
  void opened(String deviceId, String moduleId, InputChannel channel);

  void closed(String deviceId, String moduleId, InputChannel channel);
}
