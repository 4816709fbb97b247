package fettle.ops.train;

import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.command.PipelineOptions;
import fettle.ops.image.JarProgram;
import fettle.ops.image.OpsProgram;
import fettle.ops.train.azure.AzureMlWorkspace;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.reference.TrainOutcome.Failed;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.Training;
import fettle.ops.train.steps.Recordings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fettle train}: 0 with models written, 1 with a sentence on why there are none. With
 * {@code --out} it learns in this process; without, it is a pipeline whose job is this very command
 * with {@code --out}, run elsewhere.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns the reference state of machines from CSV recordings and writes ONNX models with a",
      "manifest. The same files and options give the same bytes.",
      "",
      "With --out it trains straight into a folder. Without, it runs the training pipeline:",
      "upload, data set, job, model version, download, comparison with the model in use, and, when",
      "it is better or the first, the folder that deploy takes from."
    })
public final class TrainCommand implements Callable<Integer> {
  /** With {@code --out} names may be as they always could. */
  private static final String DIRECT_NAME = "[A-Za-z0-9_-]{1,64}";

  private static final List<String> PIPELINE_ONLY =
      List.of("--config", "--target", "--plan", "--json", "--state", "--by", "--force");

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      arity = "1..*",
      paramLabel = "FILE.csv",
      description = {
        "Recordings in CSV or Parquet, or folders of CSV: a header, one reading a row. Or data",
        "sets, of which the train side is taken.",
        "Left out: train.from in the environment file, else, without --out and on this machine,",
        "history of simulated pumps."
      })
  private List<Path> from = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Train straight into this folder: the models and manifest.json.")
  private Path out;

  @Option(
      names = "--model-version",
      paramLabel = "N",
      description = "Version of the model, with --out (default: 1); else versions are counted.")
  private Integer version;

  @Option(
      names = "--force",
      description = "Put the model in use even if it is not better than the one in use.")
  private boolean force;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private final PipelineOptions options;

  private final CloudTraining.Workspaces cloud;
  private final Supplier<JarProgram> program;

  public TrainCommand() {
    this(new PipelineOptions());
  }

  public TrainCommand(PipelineOptions options) {
    this(
        options,
        (settings, redaction) ->
            AzureMlWorkspace.inAzure(
                settings, new DefaultAzureCredentialBuilder().build(), redaction),
        OpsProgram::ofThisProcess);
  }

  /**
   * @param program of which the image for jobs in the cloud is made
   */
  TrainCommand(
      PipelineOptions options, CloudTraining.Workspaces cloud, Supplier<JarProgram> program) {
    this.options = options;
    this.cloud = cloud;
    this.program = program;
  }

  @Override
  public Integer call() throws InterruptedException {
    return out != null ? trainHere() : runPipeline();
  }

  private int trainHere() {
    CommandLine command = spec.commandLine();
    model.check(command, DIRECT_NAME);
    ModelOptions.require(command, !from.isEmpty(), "--out needs --from");
    ModelOptions.require(
        command, version == null || version > 0, "--model-version must be at least 1");
    for (String option : PIPELINE_ONLY) {
      ModelOptions.require(
          command,
          !command.getParseResult().hasMatchedOption(option),
          option + " is for the pipeline and excludes --out");
    }
    List<Path> files = Recordings.inFolders(from);
    return switch (Training.run(model.request(files, version == null ? 1 : version, out))) {
      case Written written -> {
        ModelCards.write(written.models(), InstantSource.system().instant());
        TrainReport.print(written, command.getOut());
        yield 0;
      }
      case Failed failed -> {
        command.getErr().println("train: " + failed.problem());
        yield 1;
      }
    };
  }

  private int runPipeline() throws InterruptedException {
    CommandLine command = spec.commandLine();
    model.check(command, TrainSection.NAME);
    ModelOptions.require(
        command, version == null, "--model-version needs --out; else versions are counted");
    return new PipelineTraining(options, model, from, force, cloud, program).run(command.getOut());
  }
}
