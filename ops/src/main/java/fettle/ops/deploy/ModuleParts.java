package fettle.ops.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.image.ImageRecipe;
import java.util.Optional;

/** Makes a module's part of a manifest out of its settings. */
final class ModuleParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModuleParts() {}

  /**
   * @param container whether it runs in a container; then it gets a volume for its data, unless the
   *     settings have create options of their own
   * @param model for the module's twin
   */
  static ManifestParts.Module of(
      EdgeModule module,
      String image,
      DeploySettings.ModuleSettings settings,
      boolean container,
      Optional<Model> model) {
    ObjectNode createOptions = JSON.valueToTree(settings.createOptions());
    if (container && createOptions.isEmpty()) {
      createOptions
          .putObject("HostConfig")
          .putArray("Binds")
          .add("fettle-" + module.id() + ":" + ImageRecipe.DATA);
    }
    ObjectNode desired = JSON.valueToTree(settings.desired());
    model.ifPresent(it -> desired.set(EdgeModule.MODELS, it.desired()));
    return new ManifestParts.Module(
        image, settings.running(), settings.environment(), createOptions, desired);
  }
}
