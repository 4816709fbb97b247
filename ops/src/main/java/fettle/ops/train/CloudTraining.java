package fettle.ops.train;

import fettle.ops.Failure;
import fettle.ops.deploy.DeploySettings;
import fettle.ops.environment.Recorded;
import fettle.ops.image.ImageBase;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.ImageRegistry;
import fettle.ops.image.ImageStep;
import fettle.ops.image.JarProgram;
import fettle.ops.image.OpsProgram;
import fettle.ops.image.Revision;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Step;
import fettle.ops.train.azure.AzureMlSettings;
import fettle.ops.train.workspace.ModelWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a training in the cloud needs: from the environment file, and where that is silent from what
 * provisioning recorded.
 *
 * @param settings where jobs run, and in which image
 * @param before steps that have that image made; none where the environment file names one
 */
record CloudTraining(AzureMlSettings settings, List<Step> before) {

  /** Opens workspaces of the cloud; a test has one of its own. */
  @FunctionalInterface
  interface Workspaces {
    ModelWorkspace open(AzureMlSettings settings, Redaction redaction);
  }

  /**
   * What the parts are taken from.
   *
   * @param deploy for the registry and the image's base
   * @param program of which the image is made, asked for when one is
   * @param cache where layers are kept from run to run
   */
  record Sources(
      TrainSection train,
      DeploySettings deploy,
      Journal journal,
      Supplier<JarProgram> program,
      Path cache,
      Redaction redaction) {}

  /**
   * @throws Failure naming every field that neither the file nor a provisioning says
   */
  static CloudTraining of(Sources sources) throws InterruptedException {
    TrainSection train = sources.train();
    List<String> missing = new ArrayList<>();
    String workspace =
        said("train.workspace", train.workspace(), Recorded.WORKSPACE, sources, missing);
    String compute = said("train.compute", train.compute(), Recorded.COMPUTE, sources, missing);
    String server =
        train.image() != null
            ? null
            : said(
                "deploy.registry.server",
                sources.deploy().registry().server(),
                Recorded.REGISTRY,
                sources,
                missing);
    if (!missing.isEmpty()) {
      throw new Failure(
          "--target azure needs %s; run ./fettle provision --target azure, or set it in the environment file"
              .formatted(String.join(", ", missing)));
    }
    if (train.image() != null) {
      return new CloudTraining(new AzureMlSettings(workspace, compute, train.image()), List.of());
    }
    ImageStep image = image(sources, server);
    return new CloudTraining(
        new AzureMlSettings(workspace, compute, image.image()), List.of(image));
  }

  private static String said(
      String field, String said, Recorded recorded, Sources sources, List<String> missing) {
    Optional<String> value = Optional.ofNullable(said).or(() -> recorded.in(sources.journal()));
    if (value.isEmpty()) {
      missing.add(field);
    }
    return value.orElse(null);
  }

  private static ImageStep image(Sources sources, String server) throws InterruptedException {
    DeploySettings deploy = sources.deploy();
    String base = deploy.images().pinnedBase(null);
    JarProgram program = sources.program().get();
    return new ImageStep(
        "image",
        new ImageRegistry(server, deploy.registry().login(sources.redaction()), sources.cache()),
        new ImageRecipe(
            deploy.registry().repository() + "/" + OpsProgram.PROJECT,
            program,
            new ImageBase.Pinned(base),
            sources.train().platforms(),
            deploy.images().user(),
            Revision.of(program.folder()),
            OpsProgram.environment()));
  }
}
