package fettle.ops.local.edge;

import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.image.OnnxRuntime;
import fettle.ops.local.JavaPrograms;
import fettle.ops.local.LocalSettings;
import fettle.ops.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a module is started on this machine: its image's repository names the project's module that
 * was built, the tag says nothing. What a container would get as binds and ports, which
 * createOptions describe, is a folder and a port of this machine here.
 */
final class ModulePrograms {
  private static final String HEAP = "192m";

  private final LocalSettings settings;
  private final JavaPrograms programs;

  ModulePrograms(LocalSettings settings) {
    this.settings = settings;
    this.programs = new JavaPrograms(settings.root());
  }

  /** The project's module for an image; empty when there is none that was built. */
  Optional<String> programOf(String image) {
    String repository = image.replaceFirst("@.*$", "").replaceFirst(":[^:/]*$", "");
    String module = repository.substring(repository.lastIndexOf('/') + 1);
    return module.matches("[a-z0-9-]+") && Files.exists(programs.quarkusJar(module))
        ? Optional.of(module)
        : Optional.empty();
  }

  /**
   * @param program as {@link #programOf} says
   * @param generation of the module's identity
   */
  ProcessSpec process(
      HubInfo hub, String device, ModuleSpec module, String program, String generation) {
    String name = device.equals(EdgeDevice.NAME) ? module.name() : device + "-" + module.name();
    Path folder = folder(name);
    Map<String, String> environment = new LinkedHashMap<>(OnnxRuntime.ENVIRONMENT);
    environment.putAll(module.env());
    environment.putAll(iotEdge(hub, device, module.name(), generation));
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(device, module.name())));
    environment.put("SENSOR_BUFFER_FOLDER", folder.resolve("buffer").toString());
    environment.put("SENSOR_REPLAY_GROUND_TRUTH", folder.resolve("ground-truth").toString());
    environment.put("INFERENCE_MODELS_CACHE_FOLDER", folder.resolve("models").toString());
    return new ProcessSpec(
        name, programs.quarkus(program, program, HEAP), environment, settings.log(name), folder);
  }

  /** The port of the first device's modules is known; others take a free one. */
  private int port(String device, String module) {
    if (!device.equals(EdgeDevice.NAME)) {
      return 0;
    }
    return switch (module) {
      case "sensor" -> settings.ports().sensor();
      case "inference" -> settings.ports().inference();
      default -> 0;
    };
  }

  private Map<String, String> iotEdge(
      HubInfo hub, String device, String module, String generation) {
    return Map.of(
        "IOTEDGE_WORKLOADURI",
        hub.workloadUri(),
        "IOTEDGE_DEVICEID",
        device,
        "IOTEDGE_MODULEID",
        module,
        "IOTEDGE_IOTHUBHOSTNAME",
        hub.hostName(),
        "IOTEDGE_GATEWAYHOSTNAME",
        settings.bind(),
        "IOTEDGE_AUTHSCHEME",
        "sasToken",
        "IOTEDGE_MODULEGENERATIONID",
        generation);
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(settings.modules().resolve(name));
    } catch (IOException e) {
      throw new Failure("cannot make a folder for " + name + ": " + e.getMessage(), e);
    }
  }
}
