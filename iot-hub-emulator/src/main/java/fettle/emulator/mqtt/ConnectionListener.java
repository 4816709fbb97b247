package fettle.emulator.mqtt;

import fettle.emulator.identity.Identity;

/** Hears which clients come and go; called on the event loop. */
public interface ConnectionListener {

  /**
   * A client has its CONNACK; an earlier connection of it that this one replaces is not told of.
   */
  void connected(Identity client);

  /** A client is gone, and no newer connection of it is there. */
  void disconnected(Identity client);

  /** Where nobody needs to know. */
  ConnectionListener NONE =
      new ConnectionListener() {
        @Override
        public void connected(Identity client) {}

        @Override
        public void disconnected(Identity client) {}
      };
}
