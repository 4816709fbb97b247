package fettle.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.ops.Cli;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.azure.Fault;
import fettle.ops.hub.EdgeTwins;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubService;
import fettle.ops.hub.Hubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the stand-in for Azure and at the emulator's service API. */
class AzureStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
  private static final String GROUP =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/fettle-plant-a";
  private static final String AZURE =
      """
      azure:
        subscription: 11111111-2222-3333-4444-555555555555
        tenant: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
        region: westeurope
      """;

  @TempDir Path folder;
  private final SSLSocketFactory trustedBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
  private SSLContext contextBefore;
  private AzureStandIn azure;
  private Emulator emulator;

  @BeforeEach
  void start() throws Exception {
    contextBefore = SSLContext.getDefault();
    azure = AzureStandIn.start(folder.resolve("tls"));
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(folder.resolve("hub"))
                .withListeners(Listeners.ephemeral("127.0.0.1")));
  }

  @AfterEach
  void stop() {
    emulator.close();
    azure.close();
    HttpsURLConnection.setDefaultSSLSocketFactory(trustedBefore);
    SSLContext.setDefault(contextBefore);
  }

  private HubService hub() {
    try {
      return HubService.local(HubInfo.read(folder.resolve("hub/hub.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cli status(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("fettle.yaml"), "name: plant-a\n" + yaml);
    String[] arguments = {
      "status",
      "--target",
      "azure",
      "--config",
      file.toString(),
      "--state",
      folder.resolve("state").toString()
    };
    StatusCommand command =
        new StatusCommand(
            new StatusLook(section -> azure.access(), new Hubs(host -> hub(), folder)));
    return Cli.run(
        Map.of("status", command),
        Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new));
  }

  private void resource(String type, String name, String owner, String state) {
    ObjectNode body = JSON.createObjectNode();
    if (owner != null) {
      body.putObject("tags").put("fettle-environment", owner);
    }
    String id = GROUP + "/providers/" + type + "/" + name;
    azure.resources().put(id, body);
    ((ObjectNode) azure.resources().get(id).withObject("/properties"))
        .put("provisioningState", state);
  }

  private void group() {
    ObjectNode group = JSON.createObjectNode();
    group.putObject("tags").put("fettle-environment", "plant-a");
    azure.resources().put(GROUP, group);
  }

  private void deployment() throws Exception {
    emulator.addEdgeDevice("edge-01");
    emulator.addEdgeDevice("edge-02");
    new EdgeTwins(hub(), "edge-01")
        .apply(
            (ObjectNode)
                JSON.readTree(
                    """
                    {"$edgeAgent": {"properties.desired": {"modules": {
                       "sensor": {"settings": {"image": "plant.azurecr.io/s:1"}}}}},
                     "$edgeHub": {"properties.desired": {}},
                     "sensor": {"properties.desired": {}}}
                    """));
  }

  @Test
  void oneTableShowsResourcesModulesAndTheGatewaysLag() throws Exception {
    group();
    resource("Microsoft.Devices/IotHubs", "fettle-plant-a-54a163", "plant-a", "Succeeded");
    resource("Microsoft.Cache/redis", "fettle-plant-a-54a163", "plant-a", "Creating");
    resource("Microsoft.Web/sites", "theirs", null, "Succeeded");
    deployment();
    azure.forgetWrites();

    try (GatewayStub gateway = new GatewayStub()) {
      Cli run =
          status(
              AZURE
                  + "deploy: {hub: plant-a.azure-devices.net}\nstatus: {gateway: '"
                  + gateway.address()
                  + "'}\n");

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
          .contains(
              "Environment plant-a, target azure",
              "resource state where",
              "fettle-plant-a-54a163 Succeeded Microsoft.Devices/IotHubs",
              "fettle-plant-a-54a163 Creating Microsoft.Cache/redis",
              "edge-01/sensor not reported NO 0 plant.azurecr.io/s:1",
              "gateway ready, lag 7 records");
      assertThat(run.out()).doesNotContain("theirs", "not known");
      assertThat(azure.writes()).isEmpty();
    }
  }

  @Test
  void whatCannotBeAskedIsSaidAndTheRestIsShown() throws Exception {
    group();
    deployment();
    azure.failNext("GET", "/resources", new Fault.Answer(403, "AuthorizationFailed", "no right"));

    Cli run = status(AZURE, "--json");

    assertThat(run.exit()).as(run.toString()).isZero();
    JsonNode status = JSON.readTree(run.out());
    assertThat(status.path("resources")).isEmpty();
    assertThat(status.path("remarks").toString())
        .contains("the resources are not known: ", "the edge modules are not known: no IoT hub is")
        .contains("the gateway's lag is not known: set status.gateway");
  }

  @Test
  void withoutASectionAzureOnlyTheRunsAreShown() throws Exception {
    Cli run =
        status(
            "deploy: {hub: plant-a.azure-devices.net}\nstatus: {gateway: 'http://127.0.0.1:1'}\n");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("the environment file has no section azure; name the file with --config")
        .contains("the gateway at http://127.0.0.1:1 does not answer");
  }

  @Test
  void nothingProvisionedIsSaid() throws Exception {
    assertThat(status(AZURE).out())
        .contains("nothing is there; ./fettle provision --target azure makes it");
  }

  @Test
  void aWrongAddressOfTheGatewayIsRefused() throws Exception {
    Cli run = status("status: {gateway: 'gateway:8081/x'}\n");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("status.gateway=gateway:8081/x must be a gateway's address");
  }

  /** Answers as a gateway does that is ready and has some lag. */
  private static final class GatewayStub implements AutoCloseable {
    private final HttpServer server;

    GatewayStub() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer("/q/health/ready", "{}");
      answer("/q/metrics", "kafka_consumer_fetch_manager_records_lag_max{client=\"1\"} 7.0\n");
      server.start();
    }

    private void answer(String path, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          path,
          exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
