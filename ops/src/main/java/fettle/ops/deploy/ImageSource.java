package fettle.ops.deploy;

import fettle.ops.image.FastJar;
import fettle.ops.image.ImageBase;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.ImageRegistry;
import fettle.ops.image.ImageStep;
import fettle.ops.image.JavaOptions;
import fettle.ops.image.RegistrySettings;
import fettle.ops.image.Revision;
import fettle.ops.pipeline.Redaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the modules' images come from.
 *
 * @param root the project's folder, where the built modules are
 * @param baseImage in place of the settings' own; may be {@code null}
 * @param cache where layers are kept from run to run
 */
record ImageSource(
    Path root, DeploySettings settings, String baseImage, Path cache, Redaction redaction) {

  /** In the manifest; any name does, as devices match registries by their address. */
  private static final String REGISTRY_NAME = "fettle";

  /**
   * The registry that images are pushed to and pulled from.
   *
   * @param provisioned used where the settings name none
   * @throws Failure when none is known, or a secret is not there
   */
  ManifestParts.Credentials registry(Optional<String> provisioned) {
    RegistrySettings registry = settings.registry();
    return new ManifestParts.Credentials(
        REGISTRY_NAME, registry.server(provisioned), registry.login(redaction));
  }

  /** Images in a registry, and the steps that make those that the settings do not name. */
  ModuleImages built(ManifestParts.Credentials credentials) throws InterruptedException {
    ImageRegistry registry = new ImageRegistry(credentials.server(), credentials.login(), cache);
    String revision = Revision.of(root);
    Map<EdgeModule, String> names = new EnumMap<>(EdgeModule.class);
    List<ImageStep> steps = new ArrayList<>();
    for (EdgeModule module : EdgeModule.values()) {
      String given = module.of(settings.modules()).image();
      if (given != null) {
        names.put(module, given);
        continue;
      }
      ImageRecipe recipe = recipe(module, settings.images().pinnedBase(baseImage), revision);
      ImageStep step = new ImageStep("image-" + module.id(), registry, recipe);
      names.put(module, step.image());
      steps.add(step);
    }
    return new ModuleImages(names, steps);
  }

  /**
   * On this machine an image's name stands for the module's own build, and its tag says which: one
   * that was built anew is another one.
   */
  ModuleImages ofThisMachine() {
    Map<EdgeModule, String> names = new EnumMap<>(EdgeModule.class);
    for (EdgeModule module : EdgeModule.values()) {
      names.put(
          module, repository(module) + ":" + recipe(module, "this-machine", "this-machine").tag());
    }
    return new ModuleImages(names, List.of());
  }

  private ImageRecipe recipe(EdgeModule module, String base, String revision) {
    return new ImageRecipe(
            repository(module),
            new FastJar(root.resolve(module.project()).resolve("target/quarkus-app")),
            new ImageBase.Pinned(base),
            settings.images().platforms(),
            settings.images().user(),
            revision,
            module.imageEnvironment())
        .withJavaOptions(JavaOptions.EDGE);
  }

  private String repository(EdgeModule module) {
    return settings.registry().repository() + "/" + module.project();
  }
}
