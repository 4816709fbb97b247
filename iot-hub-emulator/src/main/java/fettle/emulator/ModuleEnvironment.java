package fettle.emulator;

import fettle.emulator.identity.Identity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that edgeAgent gives to a module, for the SDKs' {@code from env}. */
final class ModuleEnvironment {

  private ModuleEnvironment() {}

  static Map<String, String> of(Identity module, EmulatorConfig config, String workloadUri) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("IOTEDGE_WORKLOADURI", workloadUri);
    environment.put("IOTEDGE_DEVICEID", module.deviceId());
    environment.put("IOTEDGE_MODULEID", module.moduleId());
    environment.put("IOTEDGE_MODULEGENERATIONID", module.generationId());
    environment.put("IOTEDGE_IOTHUBHOSTNAME", config.hub().host());
    environment.put("IOTEDGE_GATEWAYHOSTNAME", config.listeners().bindAddress());
    environment.put("IOTEDGE_AUTHSCHEME", "sasToken");
    return environment;
  }
}
