package fettle.ops.dataset;

import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.CompactionSettings;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeSource;
import fettle.ops.lake.LakeStore;
import fettle.ops.pipeline.Journal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle dataset}: 0 with a data set, 1 with a sentence on why there is none. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a data set of a lake's readings: takes in what is new, joins labels, resamples, cuts",
      "windows, splits, and writes Parquet with a manifest. The same readings, labels and options",
      "give the same files. ./fettle train --from takes its folder."
    })
public final class DatasetCommand implements Callable<Integer> {
  /** Below the environment's folder: the data set, unless another folder is named. */
  public static final String FOLDER = "dataset";

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the data set (default: the environment's, dataset).")
  private Path out;

  @Mixin private DatasetOptions data = new DatasetOptions();
  @Mixin private final PipelineOptions options;

  public DatasetCommand() {
    this(new PipelineOptions());
  }

  public DatasetCommand(PipelineOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    DatasetSection section =
        data.over(
            environment
                .section(DatasetPipeline.NAME, DatasetSection.class)
                .from(environment::resolve));
    Path folder = options.folder(environment);
    Journal journal = options.journal(environment);
    DatasetSettings settings =
        DatasetOptions.settings(
            spec.commandLine(), section, out == null ? folder.resolve(FOLDER) : out);
    LakeSource lake =
        data.hasLake()
            ? new FolderLake(Path.of(section.lake()))
            : EnvironmentLake.of(options, section, folder, journal);
    LakeStore store = EnvironmentLake.store(section, lake, folder);
    CompactionSettings compaction = section.compaction();
    return options.execute(
        DatasetPipeline.of(new DatasetRun(lake, store, compaction, settings)),
        environment,
        Sha256.of(
            settings.options()
                + " "
                + settings.labels()
                + " "
                + settings.out()
                + " "
                + lake.place()
                + " "
                + store.folder()),
        spec.commandLine().getOut());
  }
}
