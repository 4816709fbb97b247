package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeEnvironmentTest {
  private static final String STRING =
      "HostName=fettle.local;DeviceId=edge-01;ModuleId=sensor;SharedAccessKey=a2V5;GatewayHostName=127.0.0.1";

  @Test
  void connectionStringNamesDeviceAndModule() {
    EdgeEnvironment environment =
        EdgeEnvironment.of(
            Map.of(
                EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
                STRING,
                EdgeEnvironment.CA_CERTIFICATE_FILE,
                "/ca.pem"));

    assertThat(environment)
        .isEqualTo(
            new EdgeEnvironment.ConnectionString(
                STRING, "edge-01", "sensor", java.util.Optional.of(Path.of("/ca.pem"))));
  }

  @Test
  void keyOfAConnectionStringIsNotPrinted() {
    EdgeEnvironment environment =
        EdgeEnvironment.of(Map.of(EdgeEnvironment.EDGE_HUB_CONNECTION_STRING, STRING));

    assertThat(environment.toString()).contains("edge-01/sensor").doesNotContain("a2V5");
  }

  @Test
  void connectionStringWithoutModuleIsRefusedByName() {
    assertThatThrownBy(
            () ->
                EdgeEnvironment.of(
                    Map.of(
                        EdgeEnvironment.IOT_HUB_CONNECTION_STRING,
                        "HostName=h;DeviceId=d;SharedAccessKey=a2V5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ModuleId");
  }

  @Test
  void missingWorkloadVariableIsNamed() {
    Map<String, String> variables = workload();
    variables.remove(EdgeEnvironment.GENERATION_ID);

    assertThatThrownBy(() -> EdgeEnvironment.of(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("IOTEDGE_MODULEGENERATIONID");
  }

  @Test
  void emptyEnvironmentSaysWhatToSet() {
    assertThatThrownBy(() -> EdgeEnvironment.of(Map.of()))
        .hasMessageContaining("EdgeHubConnectionString")
        .hasMessageContaining("IOTEDGE_WORKLOADURI");
  }

  @Test
  void workloadVariablesNameDeviceAndModule() {
    EdgeEnvironment environment = EdgeEnvironment.of(workload());

    assertThat(environment.deviceId()).isEqualTo("edge-01");
    assertThat(environment.moduleId()).isEqualTo("sensor");
  }

  private static Map<String, String> workload() {
    return new HashMap<>(
        Map.of(
            EdgeEnvironment.WORKLOAD_URI, "unix:///var/run/iotedge/workload.sock",
            EdgeEnvironment.DEVICE_ID, "edge-01",
            EdgeEnvironment.MODULE_ID, "sensor",
            EdgeEnvironment.IOT_HUB_HOST_NAME, "fettle.local",
            EdgeEnvironment.AUTH_SCHEME, "sasToken",
            EdgeEnvironment.GENERATION_ID, "1"));
  }
}
