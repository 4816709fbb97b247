package fettle.ops.train;

import fettle.ops.Failure;
import fettle.ops.command.EnvironmentStore;
import fettle.ops.command.PipelineOptions;
import fettle.ops.deploy.DeploySettings;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.image.JarProgram;
import fettle.ops.local.JavaPrograms;
import fettle.ops.local.LocalSettings;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.store.PipelineStore;
import fettle.ops.train.compare.Models;
import fettle.ops.train.local.LocalWorkspace;
import fettle.ops.train.show.ShownModels;
import fettle.ops.train.steps.Recordings;
import fettle.ops.train.steps.SimulatedHistory;
import fettle.ops.train.steps.TrainPipeline;
import fettle.ops.train.steps.TrainSettings;
import fettle.ops.train.workspace.ManifestFile;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training that is a pipeline: what it learns from and where, as options and file say it. */
final class PipelineTraining {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineTraining.class);

  private final PipelineOptions options;
  private final ModelOptions model;
  private final List<Path> from;
  private final boolean force;
  private final CloudTraining.Workspaces cloud;
  private final Supplier<JarProgram> program;
  private final EnvironmentFile environment;
  private final TrainSection section;

  /**
   * @param from recordings that go before those of the environment file; empty = none
   * @param force whether the model is put in use even if it is not better
   * @param program of which the image for jobs in the cloud is made
   * @throws Failure when the environment file is wrong
   */
  PipelineTraining(
      PipelineOptions options,
      ModelOptions model,
      List<Path> from,
      boolean force,
      CloudTraining.Workspaces cloud,
      Supplier<JarProgram> program) {
    this.options = options;
    this.model = model;
    this.from = from;
    this.force = force;
    this.cloud = cloud;
    this.program = program;
    environment = options.environment();
    section = environment.section("train", TrainSection.class);
  }

  /** 0 when every step got done, 1 otherwise. */
  int run(PrintWriter out) throws InterruptedException {
    Recordings recordings = recordings();
    TrainSettings settings = model.over(section, recordings, sharedModelInUse());
    int exitCode =
        options.execute(
            switch (options.target()) {
              case LOCAL -> here(settings, recordings);
              case AZURE -> inCloud(settings, recordings);
            },
            environment,
            TrainPipeline.inputs(settings, recordings, force),
            out);
    if (exitCode == 0 && !options.isPlan()) {
      show();
    }
    return exitCode;
  }

  /** Best effort: the models are there whether or not anybody is shown them. */
  private void show() {
    Optional<PipelineStore> store = EnvironmentStore.of(options, environment).get();
    if (store.isPresent()) {
      try (PipelineStore open = store.get()) {
        ShownModels.show(folder(), open.models(), Instant.now());
      } catch (IOException e) {
        LOG.warn("the dashboard does not show the models: {}", e.getMessage());
      }
    }
  }

  private Optional<ModelManifest.Entry> sharedModelInUse() {
    Path models = folder().resolve(TrainPipeline.MODELS);
    if (!Files.isRegularFile(models.resolve(ManifestFile.NAME))) {
      return Optional.empty();
    }
    List<ModelManifest.Entry> all = Models.in(models).manifest().models();
    return all.size() == 1 && all.getFirst().machines().size() == 1
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }

  private Path folder() {
    return options.folder(environment);
  }

  private Pipeline here(TrainSettings settings, Recordings recordings) {
    return TrainPipeline.of(
        settings,
        recordings,
        new LocalWorkspace(
            folder().resolve("registry"), TrainingProcess.program(), TrainingProcess.trainer()),
        folder(),
        force,
        List.of());
  }

  private Pipeline inCloud(TrainSettings settings, Recordings recordings)
      throws InterruptedException {
    CloudTraining training =
        CloudTraining.of(
            new CloudTraining.Sources(
                section,
                environment.section(DeploySettings.NAME, DeploySettings.class),
                options.journal(environment),
                program,
                LocalSettings.projectRoot().resolve(".fettle/images"),
                options.redaction()));
    return TrainPipeline.of(
        settings,
        recordings,
        cloud.open(training.settings(), options.redaction()),
        folder(),
        force,
        training.before());
  }

  private Recordings recordings() {
    List<Path> named =
        from.isEmpty() ? section.from().stream().map(environment::resolve).toList() : from;
    if (!named.isEmpty()) {
      return Recordings.Named.of(named);
    }
    return switch (options.target()) {
      case LOCAL ->
          new Recordings.Simulated(
              SimulatedHistory.usual(
                  new JavaPrograms(LocalSettings.projectRoot()),
                  folder().toAbsolutePath().resolve("history")));
      case AZURE ->
          throw new Failure(
              "--target azure needs recordings to learn from; name them with --from, or in"
                  + " train.from of the environment file");
    };
  }
}
