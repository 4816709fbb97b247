package fettle.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.identity.JsonFiles;
import fettle.emulator.sas.SasToken;
import fettle.emulator.serviceapi.ServicePolicy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorStartTest {

  private static final String MANIFEST =
      """
      {"modulesContent": {
        "$edgeAgent": {"properties.desired": {"schemaVersion": "1.1", "modules": {
          "sensor": {"type": "docker", "status": "running", "restartPolicy": "always",
                     "settings": {"image": "fettle/sensor-module"}}}}},
        "$edgeHub": {"properties.desired": {"schemaVersion": "1.1",
          "routes": {"up": "FROM /messages/modules/sensor/* INTO $upstream"}}},
        "sensor": {"properties.desired": {"model": "{{sha256:%s}}"}}}}
      """;

  @TempDir Path folder;

  @Test
  void aStartThatFailedLeavesNothingThatIsInTheWayOfTheNext() throws Exception {
    Path staging = Files.writeString(folder.resolve("lake-staging"), "not a folder");
    assertThatThrownBy(() -> Emulator.start(config())).hasMessageContaining("lake-staging");
    Files.delete(staging);

    try (Emulator emulator = Emulator.start(config(), List.of("edge-09"))) {
      assertThat(JsonFiles.MAPPER.readTree(folder.resolve("hub.json").toFile()))
          .isEqualTo(emulator.json(true));
      assertThat(emulator.json(true).at("/connectionStrings/edge-09").asText())
          .contains("DeviceId=edge-09");
    }
  }

  @Test
  void aPortInUseIsNamedWithTheWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(EdgeFixture.ADDRESS, 0));

      assertThatThrownBy(
              () ->
                  Emulator.start(
                      config()
                          .withListeners(
                              listeners -> listeners.withHttpsPort(taken.getLocalPort()))))
          .hasMessageContaining(EdgeFixture.ADDRESS + ":" + taken.getLocalPort())
          .hasMessageContaining("choose another port or stop what uses it");
    }
  }

  @Test
  void howModulesConnectIsWrittenDownAndTheSameAfterTheNextStart() throws Exception {
    Path model = Files.writeString(folder.resolve("model"), "abc");
    Path manifest = Files.writeString(folder.resolve("manifest.json"), MANIFEST.formatted(model));
    Path environments = folder.resolve("environments");
    Path written = environments.resolve("edge-01/sensor.properties");
    String first;
    try (Emulator emulator = Emulator.start(config())) {
      new Deploying(emulator, environments).apply("edge-01", manifest);
      first = Files.readString(written);
      assertThat(emulator.twins().value("edge-01", "sensor", List.of("desired", "model")))
          .as("SHA-256 of abc, FIPS 180-2 appendix B.1")
          .hasValueSatisfying(
              hash ->
                  assertThat(hash.asText())
                      .isEqualTo(
                          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
      assertThat(properties(written))
          .containsEntry(
              "EdgeHubConnectionString", emulator.moduleConnectionString("edge-01", "sensor"))
          .containsEntry("EdgeModuleCACertificateFile", emulator.caCertificate().toString());
    }

    try (Emulator emulator = Emulator.start(config())) {
      new Deploying(emulator, environments).apply("edge-01", manifest);

      assertThat(written).hasContent(first);
      assertThat(environments.resolve("edge-01"))
          .isDirectoryContaining("glob:**/sensor.properties");
    }
  }

  @Test
  void whatIsOpenIsReachedByItsNameWithoutTlsTheServiceApiWithTheKeyThatOthersKnow()
      throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String key = Base64.getEncoder().encodeToString("known to others".getBytes(UTF_8));
    ServicePolicy.keep(folder, key);
    EmulatorConfig open =
        config().withListeners(all -> all.withOpenKafkaHost("localhost").withOpenServicePort(port));

    try (Emulator emulator = Emulator.start(open);
        Admin client = Admin.create(Map.of("bootstrap.servers", emulator.kafkaBootstrap()))) {
      assertThat(emulator.kafkaBootstrap()).startsWith("localhost:");
      assertThat(client.listTopics().names().get()).contains("fettle-telemetry");
      assertThat(client.describeCluster().nodes().get())
          .extracting(Node::host)
          .containsExactly("localhost");
      String token =
          SasToken.create("localhost", key, Instant.now().plusSeconds(600), "iothubowner");
      assertThat(status(port, token)).isEqualTo(200);
      assertThat(status(port, token.replace("sig=", "sig=A"))).isEqualTo(401);
    }
  }

  private static int status(int port, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/statistics/devices"))
              .header("Authorization", token)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmulatorConfig config() {
    return EmulatorConfig.defaults(folder).withListeners(Listeners.ephemeral(EdgeFixture.ADDRESS));
  }
}
