package fettle.ops.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.identity.Twin;
import fettle.ops.Cli;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubService;
import fettle.ops.hub.Hubs;
import fettle.ops.image.Modules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A running emulator, and folders with built modules to deploy to it. */
final class DeployFixture implements AutoCloseable {
  private final SSLSocketFactory trustedBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final SSLContext contextBefore;
  private final Path folder;
  private final Emulator emulator;

  DeployFixture(Path folder) throws Exception {
    this.folder = folder;
    contextBefore = SSLContext.getDefault();
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(system().resolve("hub"))
                .withListeners(Listeners.ephemeral("127.0.0.1")));
  }

  /** The folder of the running system. */
  Path system() {
    return folder.resolve("system");
  }

  PlayedDevice device(String id) throws Exception {
    return new PlayedDevice(emulator, id);
  }

  /** A project whose modules are built from this code. */
  Path project(String code) throws IOException {
    Path root = folder.resolve("project-" + code);
    for (EdgeModule module : EdgeModule.values()) {
      Modules.in(root.resolve(module.project()), code);
    }
    return root;
  }

  /** A manifest of models with this content. */
  Path model(String content) throws IOException {
    return Files.writeString(folder.resolve("model-" + content + ".json"), content);
  }

  /** An environment file for a device, with further lines of the section deploy. */
  Path environment(String device, String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of("name: plant-a", "deploy:", "  device: " + device));
    Stream.of(lines).map(line -> "  " + line).forEach(all::add);
    return Files.write(folder.resolve(device + ".yaml"), all);
  }

  Path state(String device) {
    return folder.resolve("state-" + device);
  }

  /** {@code fettle deploy} for a device, with the environment file that was written last. */
  Cli deploy(String device, Path project, String... options) {
    List<String> arguments = new ArrayList<>(arguments(device));
    arguments.addAll(List.of(options));
    DeployCommand command = new DeployCommand(new Hubs(host -> service(), project));
    return Cli.run(Map.of("deploy", command), arguments.toArray(String[]::new));
  }

  List<String> arguments(String device) {
    return List.of(
        "deploy",
        "--config",
        folder.resolve(device + ".yaml").toString(),
        "--state",
        state(device).toString(),
        "--folder",
        system().toString());
  }

  private HubService service() {
    try {
      return HubService.local(HubInfo.read(system().resolve("hub/hub.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a module's desired properties, as somebody does on the dashboard. */
  void ask(String device, String module, String patch) throws IOException {
    emulator.twins().patchDesired(device, module, (ObjectNode) new ObjectMapper().readTree(patch));
  }

  /** What the hub tells a module. */
  JsonNode desired(String device, String module) {
    return emulator.twins().get(device, module).map(Twin::desired).orElseThrow();
  }

  /** The image that the hub tells a device to run. */
  String image(String device, EdgeModule module) {
    return desired(device, EdgeModule.AGENT)
        .at("/modules/" + module.id() + "/settings/image")
        .asText();
  }

  /** The hash of the model that the hub tells a device to use. */
  String model(String device, EdgeModule module) {
    return desired(device, module.id()).at("/models/sha256").asText();
  }

  /** {@code fettle status} of a device's environment. */
  Cli status(String device) {
    return Cli.run(
        Map.of(),
        "status",
        "--config=" + folder.resolve(device + ".yaml"),
        "--state=" + state(device));
  }

  /** Whether a change is neither confirmed nor taken back. */
  boolean underWay(String device) throws IOException {
    Path kept = state(device).resolve("deploy");
    if (!Files.isDirectory(kept)) {
      return false;
    }
    try (Stream<Path> files = Files.list(kept)) {
      return files.findAny().isPresent();
    }
  }

  @Override
  public void close() {
    emulator.close();
    HttpsURLConnection.setDefaultSSLSocketFactory(trustedBefore);
    SSLContext.setDefault(contextBefore);
  }
}
