package fettle.ops.deploy;

import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.command.PipelineOptions.Target;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.hub.Hubs;
import fettle.ops.pipeline.Journal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle deploy}: brings the edge modules and their model to a device or a fleet. */
@Command(
    name = "deploy",
    description =
        "Brings the edge modules and their model to a device or a fleet, waits until they run, and"
            + " takes back what does not.",
    mixinStandardHelpOptions = true)
public final class DeployCommand implements Callable<Integer> {
  /** Ids of a device's steps. */
  public static final String MANIFEST_STEP = ManifestStep.ID;

  public static final String MODULES_STEP = ModulesStep.ID;

  @Spec private CommandSpec spec;
  @Mixin private final PipelineOptions options;

  @Option(names = "--model-only", description = "change only the model, through the module's twin")
  private boolean modelOnly;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "manifest of models on this machine (default: the one that was trained)")
  private Path model;

  @Option(
      names = "--base-image",
      paramLabel = "IMAGE",
      description = "image with a JRE, with its digest (default: deploy.images.base)")
  private String baseImage;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "of the system that runs on this machine (default: what ./fettle provision started)")
  private Path folder;

  private final Hubs hubs;

  public DeployCommand() {
    this(new PipelineOptions());
  }

  public DeployCommand(PipelineOptions options) {
    this(Hubs.ofThisProcess(), options);
  }

  DeployCommand(Hubs hubs) {
    this(hubs, new PipelineOptions());
  }

  private DeployCommand(Hubs hubs, PipelineOptions options) {
    this.hubs = hubs;
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    DeploySettings settings = environment.section(DeploySettings.NAME, DeploySettings.class);
    Journal journal = options.journal(environment);
    Optional<Model> wanted = model(settings, journal);
    DeployPlan plan =
        new DeployPlan(
            environment.name(),
            settings,
            hubs.find(options, environment, folder, settings.hub()).service(),
            options.folder(environment),
            options.redaction(),
            DeployPlan.patience(settings));
    if (modelOnly) {
      return modelOnly(plan, environment, wanted);
    }
    ImageSource source =
        new ImageSource(
            hubs.root(),
            settings,
            baseImage,
            hubs.root().resolve(".fettle/images"),
            options.redaction());
    Optional<ManifestParts.Credentials> registry =
        options.target() == Target.AZURE
            ? Optional.of(source.registry(Recorded.REGISTRY.in(journal)))
            : Optional.empty();
    ModuleImages images =
        registry.isPresent() ? source.built(registry.get()) : source.ofThisMachine();
    DeploymentManifest manifest = DeployPlan.manifest(settings, images.names(), wanted, registry);
    return options.execute(
        plan.whole(images, manifest),
        environment,
        manifest.fingerprint(),
        spec.commandLine().getOut());
  }

  private int modelOnly(DeployPlan plan, EnvironmentFile environment, Optional<Model> wanted)
      throws InterruptedException {
    if (plan.settings().fleet() != null) {
      throw new Failure(
          "a fleet's model is part of its deployment; run ./fettle deploy without --model-only");
    }
    Model model =
        wanted.orElseThrow(
            () ->
                new Failure(
                    "there is no model to deploy; run ./fettle train, set deploy.model, or name a"
                        + " manifest with --model"));
    return options.execute(
        plan.modelOnly(model), environment, model.toString(), spec.commandLine().getOut());
  }

  private Optional<Model> model(DeploySettings settings, Journal journal) {
    boolean azure = options.target() == Target.AZURE;
    if (azure && model != null) {
      throw new Failure(
          "--model is a file of this machine, which devices of the cloud cannot read; put it where"
              + " they can and set deploy.model");
    }
    if (model != null) {
      return Optional.of(Model.ofFile(model));
    }
    DeploySettings.ModelPlace place = settings.model();
    if (place != null && place.sha256() != null) {
      return Optional.of(new Model(place.uri(), place.sha256()));
    }
    Optional<Model> trained = Recorded.MODELS.in(journal).map(Path::of).map(Model::ofFile);
    if (place != null) {
      return Optional.of(placed(place.uri(), trained));
    }
    if (azure && trained.isPresent()) {
      throw new Failure(
          "the trained model lies on this machine (%s), where devices of the cloud cannot read it;"
                  .formatted(trained.get().uri())
              + " put it where they can and set deploy.model");
    }
    return trained;
  }

  /** The trained model, where devices can read it. */
  private static Model placed(String uri, Optional<Model> trained) {
    return trained
        .map(it -> new Model(uri, it.sha256()))
        .orElseThrow(
            () ->
                new Failure(
                    "deploy.model has no sha256 and no model was trained for this environment;"
                        + " run ./fettle train, or set it"));
  }
}
