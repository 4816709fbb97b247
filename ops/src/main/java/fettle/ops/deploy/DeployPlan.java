package fettle.ops.deploy;

import fettle.ops.hub.EdgeTwins;
import fettle.ops.hub.HubService;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the steps of a deployment together.
 *
 * @param environment its name
 * @param folder where what has to last is kept
 * @param patience how long modules may take
 */
record DeployPlan(
    String environment,
    DeploySettings settings,
    HubService hub,
    Path folder,
    Redaction redaction,
    Patience patience) {
  static final String NAME = "deploy";
  static final String MODEL_ONLY = "deploy-model";

  static Patience patience(DeploySettings settings) {
    return Patience.of(Duration.ofSeconds(settings.timeLimitSeconds()));
  }

  /**
   * The manifest that the settings make, validated.
   *
   * @param registry that the images come from, and how a device signs in there
   * @throws fettle.ops.Failure naming the places that are wrong
   */
  static DeploymentManifest manifest(
      DeploySettings settings,
      Map<EdgeModule, String> images,
      Optional<Model> model,
      Optional<ManifestParts.Credentials> registry) {
    Map<String, ManifestParts.Module> modules = new LinkedHashMap<>();
    for (EdgeModule module : EdgeModule.values()) {
      modules.put(
          module.id(),
          ModuleParts.of(
              module,
              images.get(module),
              module.of(settings.modules()),
              registry.isPresent(),
              module == EdgeModule.INFERENCE ? model : Optional.empty()));
    }
    Map<String, String> routes = ManifestParts.standardRoutes();
    routes.putAll(settings.routes());
    DeploymentManifest manifest =
        ManifestWriter.write(
            new ManifestParts(
                modules,
                routes,
                settings.storeAndForwardSeconds(),
                settings.runtime().agent(),
                settings.runtime().hub(),
                registry));
    ManifestSchema.check(manifest);
    return manifest;
  }

  Pipeline whole(ModuleImages images, DeploymentManifest manifest) {
    List<Step> steps = new ArrayList<>(images.steps());
    Set<String> needs = Set.copyOf(images.stepIds());
    if (settings.fleet() != null) {
      FleetDeployment deployment =
          new FleetDeployment(hub, environment, settings.fleet(), manifest);
      steps.add(new FleetSteps.Create(deployment, needs));
      steps.add(new FleetSteps.Confirm(deployment, patience));
    } else {
      EdgeTwins device = device();
      KeptFile kept = kept("manifest");
      steps.add(new ManifestStep(device, manifest, kept, redaction, needs));
      steps.add(new ModulesStep(device, manifest, kept, redaction, patience));
    }
    return new Pipeline(NAME, steps);
  }

  Pipeline modelOnly(Model model) {
    return new Pipeline(
        MODEL_ONLY, List.of(new ModelStep(device(), model, kept("model"), patience)));
  }

  private EdgeTwins device() {
    return new EdgeTwins(hub, settings.device());
  }

  private KeptFile kept(String what) {
    return new KeptFile(
        folder.resolve("deploy").resolve(settings.device() + "-" + what + "-before.json"));
  }
}
