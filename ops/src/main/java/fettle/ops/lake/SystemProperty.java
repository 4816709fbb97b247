package fettle.ops.lake;

import fettle.telemetry.MessageKind;

/** Names of the properties of stored messages that matter here. */
final class SystemProperty {
  static final String DEVICE = "connectionDeviceId";
  static final String MODULE = "connectionModuleId";

  /** An application property. */
  static final String KIND = MessageKind.PROPERTY;

  private SystemProperty() {}
}
