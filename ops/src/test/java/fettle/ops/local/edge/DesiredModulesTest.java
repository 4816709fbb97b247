package fettle.ops.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.process.RestartPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DesiredModulesTest {

  @Test
  void aDeploymentIsReadWithImageEnvironmentPolicyAndOrder() throws Exception {
    DesiredModules parsed =
        parse(
            """
            {"$version":7,"schemaVersion":"1.1","modules":{
              "sensor":{"type":"docker","status":"running","restartPolicy":"on-failure",
                "startupOrder":2,"settings":{"image":"r.example/fettle/sensor-module:1"},
                "env":{"SENSOR_SOURCE":{"value":"simulated"}}},
              "other":{"status":"stopped","settings":{"image":"x"}}}}
            """);

    assertThat(parsed).isInstanceOf(DesiredModules.Deployed.class);
    DesiredModules.Deployed deployed = (DesiredModules.Deployed) parsed;
    assertThat(deployed.version()).isEqualTo(7);
    assertThat(deployed.modules()).containsOnlyKeys("sensor", "other");
    ModuleSpec sensor = deployed.modules().get("sensor");
    assertThat(sensor.image()).isEqualTo("r.example/fettle/sensor-module:1");
    assertThat(sensor.env()).isEqualTo(Map.of("SENSOR_SOURCE", "simulated"));
    assertThat(sensor.policy()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(sensor.startupOrder()).isEqualTo(2);
    assertThat(deployed.modules().get("other").running()).isFalse();
  }

  @Test
  void desiredPropertiesWithoutADeploymentAreToldAsEmpty() throws Exception {
    assertThat(parse("{\"$version\":1}"))
        .isEqualTo(new DesiredModules.Unusable(1, 417, "there is no deployment yet"));
  }

  @Test
  void anUnknownSchemaIsRefusedAsIotEdgeDoes() throws Exception {
    assertThat(parse("{\"$version\":2,\"schemaVersion\":\"2.0\",\"modules\":{}}"))
        .isEqualTo(new DesiredModules.Unusable(2, 412, "schemaVersion=2.0 must be 1.0 or 1.1"));
  }

  @Test
  void aModuleWithoutAnImageIsNamed() throws Exception {
    assertThat(parse("{\"$version\":3,\"schemaVersion\":\"1.1\",\"modules\":{\"m\":{}}}"))
        .isEqualTo(new DesiredModules.Unusable(3, 400, "modules.m.settings.image is missing"));
  }

  private static DesiredModules parse(String json) throws Exception {
    JsonNode desired = new ObjectMapper().readTree(json);
    return DesiredModules.parse(desired);
  }
}
