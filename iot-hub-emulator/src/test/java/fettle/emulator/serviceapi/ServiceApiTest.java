package fettle.emulator.serviceapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AzureSasCredential;
import com.google.gson.Gson;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubGatewayTimeoutException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.DeviceCapabilities;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import fettle.emulator.Closing;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.sas.SasToken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives the API with Microsoft's service SDK, and with plain HTTP where the SDK cannot go. */
class ServiceApiTest {

  @TempDir Path folder;
  private ServiceFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new ServiceFixture(folder);
  }

  @AfterEach
  void close() {
    Closing.all(fixture);
  }

  @Test
  void devicesAreCreatedReadChangedAndRemoved() throws Exception {
    RegistryClient client = new RegistryClient(fixture.host(), fixture.credential());
    Device wanted = new Device("edge-01");
    DeviceCapabilities capabilities = new DeviceCapabilities();
    capabilities.setIotEdge(true);
    wanted.setCapabilities(capabilities);

    Device created = client.addDevice(wanted);

    assertThat(created.getPrimaryKey()).isEqualTo(wanted.getPrimaryKey());
    assertThat(created.getGenerationId()).isNotBlank();
    assertThat(client.getDevice("edge-01").getCapabilities().isIotEdge()).isTrue();
    assertThat(client.getModulesOnDevice("edge-01"))
        .extracting(Module::getId)
        .containsExactly("$edgeAgent", "$edgeHub");
    created.setStatus(DeviceStatus.Disabled);
    assertThat(client.updateDevice(created).getStatus()).isEqualTo(DeviceStatus.Disabled);
    assertThat(fixture.registry.find("edge-01", null).orElseThrow().enabled()).isFalse();
    assertThat(client.getStatistics().getTotalDeviceCount()).isEqualTo(1);
    client.removeDevice("edge-01");
    assertThatThrownBy(() -> client.getDevice("edge-01"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("there is no device");
  }

  @Test
  void modulesAreCreatedReadAndRemoved() throws Exception {
    fixture.registry.create(NewIdentity.device("d", false));
    RegistryClient client = new RegistryClient(fixture.host(), fixture.credential());

    Module created = client.addModule(new Module("d", "sensor"));

    assertThat(client.getModule("d", "sensor").getPrimaryKey()).isEqualTo(created.getPrimaryKey());
    assertThatThrownBy(() -> client.addModule(new Module("d", "sensor")))
        .isInstanceOfSatisfying(
            IotHubException.class, refused -> assertThat(refused).hasMessageContaining("exists"));
    client.removeModule("d", "sensor");
    assertThatThrownBy(() -> client.getModule("d", "sensor"))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void twinsAreReadPatchedReplacedAndGuardedByTheirEtag() throws Exception {
    fixture.registry.create(NewIdentity.device("online", false));
    TwinClient client = new TwinClient(fixture.host(), fixture.credential());
    Twin twin = client.get("online");
    String outdated = twin.getETag();
    twin.getDesiredProperties().put("rate", 5);
    twin.getDesiredProperties().put("gone", "soon");
    twin.getTags().put("hall", "B");

    Twin patched = client.patch(twin);

    assertThat(patched.getDesiredProperties()).containsEntry("rate", 5L);
    assertThat(patched.getDesiredProperties().getVersion()).isEqualTo(2);
    assertThat(patched.getTags()).containsEntry("hall", "B");
    assertThat(patched.getConnectionState()).isEqualToIgnoringCase("Connected");
    Twin wanted = new Twin("online");
    wanted.getDesiredProperties().put("rate", 6);
    wanted.setETag(patched.getETag());
    Twin replaced = client.replace(wanted, patched.getETag());
    assertThat(replaced.getDesiredProperties()).containsOnlyKeys("rate");
    assertThatThrownBy(() -> client.patch(wanted, outdated))
        .isInstanceOf(IotHubPreconditionFailedException.class);
  }

  @Test
  void twinsOfAllDevicesAreQueriedPageByPage() throws Exception {
    for (int i = 0; i < 130; i++) {
      fixture.registry.create(NewIdentity.device("d%03d".formatted(i), false));
    }
    TwinClient client = new TwinClient(fixture.host(), fixture.credential());

    TwinQueryResponse response = client.query("SELECT * FROM devices");

    List<String> ids = new ArrayList<>();
    while (response.hasNext()) {
      ids.add(response.next().getDeviceId());
    }
    assertThat(ids).hasSize(130).doesNotHaveDuplicates();
  }

  @Test
  void directMethodsReachTheModuleAndBringItsAnswerBack() throws Exception {
    fixture.registry.create(NewIdentity.device("d", false));
    fixture.registry.create(NewIdentity.module("d", "sensor"));
    DirectMethodsClient client = new DirectMethodsClient(fixture.host(), fixture.credential());
    DirectMethodRequestOptions options =
        DirectMethodRequestOptions.builder()
            .payload(Map.of("kind", "cavitation"))
            .methodConnectTimeoutSeconds(5)
            .methodResponseTimeoutSeconds(20)
            .build();

    DirectMethodResponse response = client.invoke("d", "sensor", "injectFault", options);

    assertThat(response.getStatus()).isEqualTo(207);
    assertThat(response.getPayloadAsJsonString()).isEqualTo("{\"ok\":true}");
    assertThat(fixture.calls)
        .containsExactly("d sensor injectFault {\"kind\":\"cavitation\"} PT5S PT20S");
  }

  @Test
  void directMethodsTellWhoIsNotThereAndWhoDoesNotAnswer() {
    fixture.registry.create(NewIdentity.device("d", false));
    DirectMethodsClient client = new DirectMethodsClient(fixture.host(), fixture.credential());

    fixture.methodResult = new MethodResult.NotConnected();
    assertThatThrownBy(() -> client.invoke("d", "ping"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("connect");
    fixture.methodResult = new MethodResult.TimedOut();
    assertThatThrownBy(() -> client.invoke("d", "ping"))
        .isInstanceOf(IotHubGatewayTimeoutException.class);
    assertThatThrownBy(() -> client.invoke("unknown", "ping"))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void aManifestMakesModulesAndSetsTheirDesiredProperties() throws Exception {
    fixture.registry.create(NewIdentity.device("edge-01", true));
    ConfigurationsClient client = new ConfigurationsClient(fixture.host(), fixture.credential());

    client.applyConfigurationContentOnDevice(
        "edge-01", manifest("FROM /messages/* INTO $upstream"));

    Deployment deployment = fixture.applied.element();
    assertThat(deployment.modules().get("sensor").createOptions())
        .isEqualTo("{\"HostConfig\":{\"Binds\":[\"/dev:/dev\"]}}");
    assertThat(deployment.modules().get("sensor").env()).containsEntry("MODE", "simulated");
    assertThat(deployment.routes()).extracting(Deployment.Route::priority).containsExactly(10);
    assertThat(fixture.registry.find("edge-01", "sensor").orElseThrow().managedBy())
        .isEqualTo("IotEdge");
    assertThat(
            fixture
                .twins
                .value("edge-01", "sensor", List.of("desired", "sampling", "intervalMs"))
                .orElseThrow()
                .asInt())
        .isEqualTo(100);
    assertThat(fixture.twins.value("edge-01", "$edgeHub", List.of("desired", "routes", "up")))
        .isPresent();
  }

  @Test
  void aManifestWithAWrongRouteChangesNothing() throws Exception {
    fixture.registry.create(NewIdentity.device("edge-01", true));
    ConfigurationsClient client = new ConfigurationsClient(fixture.host(), fixture.credential());

    assertThatThrownBy(
            () -> client.applyConfigurationContentOnDevice("edge-01", manifest("INTO nowhere")))
        .hasMessageContaining("route up is wrong");

    assertThat(fixture.registry.find("edge-01", "sensor")).isEmpty();
    assertThat(fixture.applied).isEmpty();
  }

  @Test
  void onlyAValidSignatureOfThePolicyIsLetIn() throws Exception {
    Instant later = Instant.now().plusSeconds(600);
    String name = fixture.policy.name();
    String key = fixture.policy.key();
    String otherKey = "b3RoZXItb3RoZXItb3RoZXItb3RoZXI=";

    assertThat(status(null)).isEqualTo(401);
    assertThat(status(SasToken.create(ServiceFixture.HUB, otherKey, later, name))).isEqualTo(401);
    assertThat(status(SasToken.create(ServiceFixture.HUB, key, later, "device"))).isEqualTo(401);
    assertThat(status(SasToken.create("other.local", key, later, name))).isEqualTo(401);
    assertThat(status(SasToken.create(ServiceFixture.HUB, key, Instant.EPOCH, name)))
        .isEqualTo(401);
    assertThat(status(SasToken.create(ServiceFixture.HUB, key, later, name))).isEqualTo(200);
    assertThat(status(SasToken.create(fixture.host(), key, later, name))).isEqualTo(200);
    RegistryClient client =
        new RegistryClient(
            fixture.host(),
            new AzureSasCredential(SasToken.create(ServiceFixture.HUB, otherKey, later, name)));
    assertThatThrownBy(() -> client.getDevice("d")).isInstanceOf(IotHubUnauthorizedException.class);
  }

  @Test
  void theEmulatorsOwnCallsShowMetricsFlushTheLakeAndSwitchTheLink() throws Exception {
    fixture.metrics.count("hub.accepted", 3);

    assertThat(fixture.call("GET", "/emulator/metrics", null, "").body())
        .isEqualTo("{\"hub.accepted\":3}");
    assertThat(fixture.call("POST", "/emulator/flush-lake", null, "").statusCode()).isEqualTo(401);
    for (String path : List.of("flush-lake", "link/cut", "link/restore")) {
      assertThat(fixture.call("POST", "/emulator/" + path, fixture.token(), "").statusCode())
          .isEqualTo(204);
    }
    assertThat(fixture.flushes).hasValue(1);
    assertThat(fixture.calls).containsExactly("cut", "restore");
  }

  @Test
  void whatTheHubHasTakenIsToldAsResourceManagerTellsIt() throws Exception {
    String hub = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Devices/IotHubs/fettle";

    assertThat(fixture.call("GET", hub + "?api-version=1", fixture.token(), "").body())
        .isEqualTo("{\"name\":\"fettle\",\"sku\":{\"name\":\"S1\",\"capacity\":2}}");
    assertThat(fixture.call("GET", hub + "/quotaMetrics", fixture.token(), "").body())
        .isEqualTo(
            "{\"value\":[{\"name\":\"TotalMessages\",\"currentValue\":0,\"maxValue\":800000}]}");
    String metrics = hub + "/providers/Microsoft.Insights/metrics?metricnames=";
    assertThat(
            fixture
                .call("GET", metrics + "d2c.telemetry.ingress.sendThrottle", fixture.token(), "")
                .body())
        .contains("\"timeseries\":[{\"data\":[]}]");
    assertThat(fixture.call("GET", metrics + "other", fixture.token(), "").statusCode())
        .isEqualTo(400);
    assertThat(fixture.call("GET", hub + "2/quotaMetrics", fixture.token(), "").statusCode())
        .isEqualTo(404);
    assertThat(fixture.call("GET", hub, null, "").statusCode()).isEqualTo(401);
  }

  @Test
  void wrongRequestsGetAnErrorThatSaysWhatIsWrong() throws Exception {
    assertThat(fixture.call("PUT", "/devices/d", fixture.token(), "{").body())
        .contains("ErrorCode:ArgumentInvalid", "not JSON");
    assertThat(fixture.call("PUT", "/devices/a%20b", fixture.token(), "{}").body())
        .contains("characters that are not allowed");
    assertThat(fixture.call("GET", "/nothing", fixture.token(), "").statusCode()).isEqualTo(404);
    assertThat(
            fixture
                .call("POST", "/devices/query", fixture.token(), "{\"query\":\"select 1\"}")
                .body())
        .contains("select * from devices");
    assertThat(
            fixture
                .call("PUT", "/devices/d", fixture.token(), " ".repeat((1 << 20) + 1))
                .statusCode())
        .isEqualTo(413);
  }

  private int status(String token) throws Exception {
    return fixture.call("GET", "/statistics/devices", token, "").statusCode();
  }

  private static ConfigurationContent manifest(String route) {
    String json =
        """
        {"modulesContent":{
          "$edgeAgent":{"properties.desired":{"schemaVersion":"1.1",
            "runtime":{"type":"docker","settings":{}},
            "systemModules":{},
            "modules":{"sensor":{"type":"docker","status":"running","restartPolicy":"always",
              "env":{"MODE":{"value":"simulated"}},
              "settings":{"image":"fettle/sensor:1","createOptions":"{\\"HostConfig\\":{\\"Bi",
                "createOptions01":"nds\\":[\\"/dev:/dev\\"]}}"}}}}},
          "$edgeHub":{"properties.desired":{"schemaVersion":"1.1","routes":{"up":"%s"},
            "storeAndForwardConfiguration":{"timeToLiveSecs":7200}}},
          "sensor":{"properties.desired":{"sampling":{"intervalMs":100}}}}}
        """
            .formatted(route);
    return new Gson().fromJson(json, ConfigurationContent.class);
  }
}
