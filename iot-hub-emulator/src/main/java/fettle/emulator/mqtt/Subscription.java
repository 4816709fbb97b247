package fettle.emulator.mqtt;

import fettle.emulator.identity.Identity;
import java.util.Optional;

/** What a client may subscribe to. */
enum Subscription {
  /** Messages that routes bring to a module. */
  INPUTS,
  /** Answers to the client's own twin requests. */
  TWIN_ANSWERS,
  /** Changes of desired properties. */
  DESIRED,
  /** Calls of direct methods. */
  METHODS,
  /** Cloud-to-device messages; clients ask for them, and this hub never sends any. */
  DEVICE_BOUND;

  static Optional<Subscription> of(String filter, Identity identity) {
    return switch (filter) {
      case "$iothub/twin/res/#" -> Optional.of(TWIN_ANSWERS);
      case "$iothub/twin/PATCH/properties/desired/#" -> Optional.of(DESIRED);
      case "$iothub/methods/POST/#" -> Optional.of(METHODS);
      default -> ofIdentity(filter, ClientTopic.base(identity), identity.isModule());
    };
  }

  private static Optional<Subscription> ofIdentity(String filter, String base, boolean module) {
    if (filter.equals(base + "/messages/devicebound/#")) {
      return Optional.of(DEVICE_BOUND);
    }
    if (module && (filter.equals(base + "/inputs/#") || filter.equals(base + "/#"))) {
      return Optional.of(INPUTS);
    }
    return Optional.empty();
  }
}
