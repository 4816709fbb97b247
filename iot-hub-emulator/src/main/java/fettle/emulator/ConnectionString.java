package fettle.emulator;

import fettle.emulator.identity.Identity;

/** The connection string of a device or module, as Azure's device SDKs take it. */
final class ConnectionString {

  private ConnectionString() {}

  /** Names the hub that is signed for, and the emulator's own address as the gateway. */
  static String of(Identity identity, EmulatorConfig config) {
    return "HostName="
        + config.hub().host()
        + ";DeviceId="
        + identity.deviceId()
        + identity.module().map(module -> ";ModuleId=" + module).orElse("")
        + ";SharedAccessKey="
        + identity.primaryKey()
        + ";GatewayHostName="
        + config.listeners().bindAddress();
  }
}
