package fettle.ops.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.hub.EdgeTwins;
import fettle.ops.pipeline.PassingFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device reports of its modules, beside what it was told to run. Images and states are those
 * that edgeAgent reports in its own twin; the model is what the inference module says of itself.
 */
final class ModuleReports {
  private static final String RUNNING = "running";
  private static final String STOPPED = "stopped";
  private static final String ACTIVE = "active";
  private static final int OK = 200;
  private static final int LONGEST = 300;

  private ModuleReports() {}

  /** What is not yet as the manifest wants it, a phrase each; empty when all is. */
  static List<String> lacking(EdgeTwins device, DeploymentManifest manifest) throws PassingFailure {
    Optional<EdgeTwins.Properties> agent = device.find(EdgeModule.AGENT);
    if (agent.isEmpty()) {
      return List.of("the hub has no edge device " + device.device());
    }
    List<String> lacking = new ArrayList<>(ofAgent(agent.get(), manifest));
    if (manifest.model().isPresent()) {
      lackingModel(device, manifest.model().get()).ifPresent(lacking::add);
    }
    return lacking;
  }

  /** What the inference module lacks to use a model; empty when it does. */
  static Optional<String> lackingModel(EdgeTwins device, String sha256) throws PassingFailure {
    return ofModel(
        device
            .find(EdgeModule.INFERENCE.id())
            .map(twin -> twin.reported().path(EdgeModule.MODELS))
            .orElse(null),
        sha256);
  }

  private static List<String> ofAgent(EdgeTwins.Properties agent, DeploymentManifest manifest) {
    List<String> lacking = new ArrayList<>();
    JsonNode seen = agent.reported().path("lastDesiredVersion");
    if (seen.isNumber() && seen.intValue() != agent.version()) {
      lacking.add("edgeAgent has not seen the manifest yet");
    }
    JsonNode status = agent.reported().path("lastDesiredStatus");
    if (status.path("code").asInt(OK) != OK) {
      lacking.add("edgeAgent says: " + shortened(status.path("description").asText()));
    }
    JsonNode modules = agent.reported().path("modules");
    for (Map.Entry<String, String> wanted : manifest.images().entrySet()) {
      String name = wanted.getKey();
      ofModule(name, wanted.getValue(), manifest.runs(name) ? RUNNING : STOPPED, modules.path(name))
          .ifPresent(lacking::add);
    }
    return lacking;
  }

  private static Optional<String> ofModule(
      String name, String image, String wanted, JsonNode module) {
    String reported = module.at("/settings/image").asText("");
    if (reported.isEmpty()) {
      return Optional.of(name + " is not there");
    }
    if (!reported.equals(image)) {
      return Optional.of("%s has image %s, not %s".formatted(name, reported, image));
    }
    String status = module.path("runtimeStatus").asText("unknown");
    return status.equals(wanted) ? Optional.empty() : Optional.of(name + " is " + status);
  }

  private static Optional<String> ofModel(JsonNode models, String sha256) {
    String state = models == null ? "" : models.path("state").asText("");
    if (state.isEmpty() || !models.path("sha256").asText("").equals(sha256)) {
      return Optional.of("inference does not report the model yet");
    }
    return state.equals(ACTIVE)
        ? Optional.empty()
        : Optional.of(
            "inference refuses the model: " + shortened(models.path("error").asText(state)));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
