package fettle.ops.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.LocalPorts;
import fettle.ops.local.LocalSettings;
import fettle.ops.process.PidFile;
import fettle.ops.process.Supervised;
import fettle.ops.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** edgeAgent against the real emulator, with real processes for modules. */
class EdgeAgentsTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String DEVICE = "edge-01";
  private static final String IMAGE = "registry.example/fettle/probe-module:1";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Emulator emulator;
  private Supervisor supervisor;
  private EdgeAgents agents;

  @BeforeEach
  void start() throws Exception {
    ModuleProgram.install(folder, "probe-module");
    LocalSettings settings =
        new LocalSettings(folder, folder.resolve("env"), "127.0.0.1", LocalPorts.DEFAULT, null);
    Files.createDirectories(settings.logs());
    emulator = Emulator.start(config(settings));
    emulator.addEdgeDevice(DEVICE);
    HubTrust.use(emulator.caCertificate());
    supervisor = new Supervisor(lines::add, new PidFile(settings.pids()));
    agents = new EdgeAgents(settings, supervisor, Optional::empty);
  }

  private static EmulatorConfig config(LocalSettings settings) {
    return EmulatorConfig.defaults(settings.hubFile().getParent())
        .withListeners(listeners -> new fettle.emulator.Listeners("127.0.0.1", 0, -1, 0, 0, null));
  }

  @AfterEach
  void stop() throws Exception {
    agents.close();
    supervisor.close();
    emulator.close();
  }

  @Test
  void aDeploymentBecomesAProcessWithTheEnvironmentOfIotEdgeAndIsReported() throws Exception {
    emulator.applyManifest(DEVICE, manifest(module(IMAGE, "running", "always", "hello")));

    await().atMost(LIMIT).until(() -> status("probe").equals("running"));
    Path written = folder.resolve("env/modules/probe/environment");
    await().atMost(LIMIT).until(() -> Files.exists(written));
    assertThat(Files.readAllLines(written))
        .contains(
            "GREETING=hello",
            "IOTEDGE_DEVICEID=edge-01",
            "IOTEDGE_MODULEID=probe",
            "IOTEDGE_IOTHUBHOSTNAME=fettle.local",
            "IOTEDGE_WORKLOADURI=" + emulator.workloadUri(),
            "IOTEDGE_AUTHSCHEME=sasToken");
    JsonNode reported = reported();
    assertThat(reported.at("/modules/probe/settings/image").asText()).isEqualTo(IMAGE);
    assertThat(reported.at("/lastDesiredStatus/code").asInt()).isEqualTo(200);
    assertThat(reported.at("/lastDesiredVersion").asLong()).isEqualTo(desiredVersion());
  }

  @Test
  void anotherManifestStopsWhatItLacksAndReplacesWhatItChanged() throws Exception {
    emulator.applyManifest(
        DEVICE,
        manifest(
            module(IMAGE, "running", "always", "one"), module(IMAGE, "running", "always", "x")));
    await().atMost(LIMIT).until(() -> status("probe2").equals("running"));
    Process first = process("probe").process();
    Process second = process("probe2").process();

    emulator.applyManifest(DEVICE, manifest(module(IMAGE, "running", "always", "two")));

    await().atMost(LIMIT).until(() -> !first.isAlive() && !second.isAlive());
    await().atMost(LIMIT).until(() -> reported().at("/modules/probe2").isMissingNode());
    await().atMost(LIMIT).until(() -> status("probe").equals("running"));
    assertThat(process("probe").spec().environment()).containsEntry("GREETING", "two");
    assertThat(supervisor.processes()).hasSize(1);
  }

  @Test
  void aKilledModuleComesBackAndIsCounted() throws Exception {
    emulator.applyManifest(DEVICE, manifest(module(IMAGE, "running", "always", "hello")));
    await().atMost(LIMIT).until(() -> status("probe").equals("running"));

    process("probe").process().destroyForcibly();

    await().atMost(LIMIT).until(() -> reported().at("/modules/probe/restartCount").asInt() == 1);
    await().atMost(LIMIT).until(() -> status("probe").equals("running"));
    assertThat(reported().at("/modules/probe/exitCode").asInt()).isEqualTo(137);
    assertThat(lines).anyMatch(line -> line.startsWith("probe died (killed by SIGKILL)"));
  }

  @Test
  void aModuleThatIsNeverRestartedIsReportedAsFailed() throws Exception {
    ObjectNode module = module(IMAGE, "running", "never", "hello");
    module.withObject("/env/MODULE_EXIT").put("value", "3");

    emulator.applyManifest(DEVICE, manifest(module));

    await().atMost(LIMIT).until(() -> status("probe").equals("failed"));
    assertThat(reported().at("/modules/probe/exitCode").asInt()).isEqualTo(3);
  }

  @Test
  void anImageThatWasNotBuiltIsReportedAndTheOthersRun() throws Exception {
    emulator.applyManifest(
        DEVICE,
        manifest(
            module("fettle/nowhere:1", "running", "always", "x"),
            module(IMAGE, "running", "always", "y")));

    await().atMost(LIMIT).until(() -> status("probe2").equals("running"));
    assertThat(status("probe")).isEqualTo("unknown");
    assertThat(reported().at("/lastDesiredStatus/code").asInt()).isEqualTo(500);
    assertThat(reported().at("/lastDesiredStatus/description").asText())
        .contains("fettle/nowhere:1");
  }

  @Test
  void aHubThatRestartsFindsItsModulesStillRunning() throws Exception {
    emulator.applyManifest(DEVICE, manifest(module(IMAGE, "running", "always", "hello")));
    await().atMost(LIMIT).until(() -> status("probe").equals("running"));
    long pid = process("probe").process().pid();
    emulator.close();

    emulator =
        Emulator.start(
            config(
                new LocalSettings(
                    folder, folder.resolve("env"), "127.0.0.1", LocalPorts.DEFAULT, null)));
    emulator.applyManifest(
        DEVICE,
        manifest(
            module(IMAGE, "running", "always", "hello"),
            module(IMAGE, "running", "always", "new")));

    await().atMost(LIMIT).until(() -> status("probe2").equals("running"));
    assertThat(process("probe").process().pid()).isEqualTo(pid);
  }

  private String status(String module) {
    return reported().at("/modules/" + module + "/runtimeStatus").asText();
  }

  private JsonNode reported() {
    return emulator.twins().get(DEVICE, AgentTwin.MODULE).orElseThrow().reported();
  }

  private long desiredVersion() {
    return emulator
        .twins()
        .get(DEVICE, AgentTwin.MODULE)
        .orElseThrow()
        .desired()
        .path("$version")
        .asLong();
  }

  private Supervised process(String name) {
    return supervisor.processes().stream()
        .filter(process -> process.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode module(
      String image, String status, String restartPolicy, String greeting) {
    ObjectNode module =
        JSON.createObjectNode()
            .put("type", "docker")
            .put("status", status)
            .put("restartPolicy", restartPolicy);
    module.putObject("settings").put("image", image).put("createOptions", "{}");
    module.putObject("env").putObject("GREETING").put("value", greeting);
    return module;
  }

  /** The modules are called {@code probe}, {@code probe2} and so on. */
  private static String manifest(ObjectNode... modules) {
    ObjectNode content = JSON.createObjectNode();
    ObjectNode agent = content.putObject("$edgeAgent").putObject("properties.desired");
    agent.put("schemaVersion", "1.1");
    ObjectNode named = agent.putObject("modules");
    for (int i = 0; i < modules.length; i++) {
      named.set(i == 0 ? "probe" : "probe" + (i + 1), modules[i]);
    }
    ObjectNode hub = content.putObject("$edgeHub").putObject("properties.desired");
    hub.put("schemaVersion", "1.1").putObject("routes");
    return content.toString();
  }
}
