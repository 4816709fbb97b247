package fettle.ops.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes a manifest for IoT Edge 1.5 and later (schema version 1.1). */
public final class ManifestWriter {
  private static final String SCHEMA = "1.1";

  /** A longer string is cut, as edgeAgent's twin wants it. */
  private static final int PIECE = 512;

  private ManifestWriter() {}

  /** A manifest that was not validated yet. */
  public static DeploymentManifest write(ManifestParts parts) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    agent(desired(content, EdgeModule.AGENT), parts);
    hub(desired(content, EdgeModule.HUB), parts);
    parts
        .modules()
        .forEach((name, module) -> desired(content, name).setAll(module.desired().deepCopy()));
    return new DeploymentManifest(content);
  }

  private static void agent(ObjectNode agent, ManifestParts parts) {
    agent.put("schemaVersion", SCHEMA);
    ObjectNode runtime = agent.putObject("runtime").put("type", "docker").putObject("settings");
    runtime.put("minDockerVersion", "v1.25");
    parts.registry().ifPresent(registry -> credentials(runtime, registry));
    ObjectNode system = agent.putObject("systemModules");
    settings(system.putObject("edgeAgent"), parts.agentImage(), null);
    status(settings(system.putObject("edgeHub"), parts.hubImage(), null), true);
    ObjectNode modules = agent.putObject("modules");
    parts.modules().forEach((name, module) -> module(modules.putObject(name), module));
  }

  private static void credentials(ObjectNode runtime, ManifestParts.Credentials registry) {
    registry
        .login()
        .ifPresent(
            login ->
                runtime
                    .putObject("registryCredentials")
                    .putObject(registry.name())
                    .put("address", registry.server())
                    .put("username", login.username())
                    .put("password", login.password()));
  }

  private static void module(ObjectNode node, ManifestParts.Module module) {
    status(settings(node, module.image(), module.createOptions()), module.running())
        .put("version", "1.0");
    if (!module.environment().isEmpty()) {
      ObjectNode environment = node.putObject("env");
      module
          .environment()
          .forEach((name, value) -> environment.putObject(name).put("value", value));
    }
  }

  private static ObjectNode status(ObjectNode module, boolean running) {
    return module.put("status", running ? "running" : "stopped").put("restartPolicy", "always");
  }

  private static ObjectNode settings(ObjectNode module, String image, ObjectNode createOptions) {
    ObjectNode settings = module.put("type", "docker").putObject("settings").put("image", image);
    List<String> pieces = pieces(createOptions == null ? "{}" : createOptions.toString());
    for (int i = 0; i < pieces.size(); i++) {
      settings.put(i == 0 ? "createOptions" : "createOptions%02d".formatted(i), pieces.get(i));
    }
    return module;
  }

  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += PIECE) {
      pieces.add(text.substring(from, Math.min(text.length(), from + PIECE)));
    }
    return pieces;
  }

  private static void hub(ObjectNode hub, ManifestParts parts) {
    hub.put("schemaVersion", SCHEMA);
    ObjectNode routes = hub.putObject("routes");
    parts.routes().forEach(routes::put);
    hub.putObject("storeAndForwardConfiguration")
        .put("timeToLiveSecs", parts.storeAndForwardSeconds());
  }

  private static ObjectNode desired(ObjectNode content, String module) {
    return content.putObject(module).putObject(DeploymentManifest.DESIRED);
  }
}
