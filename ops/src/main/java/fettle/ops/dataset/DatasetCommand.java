package fettle.ops.dataset;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.command.PipelineOptions.Target;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.CompactionSettings;
import fettle.ops.lake.ContainerLake;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeSource;
import fettle.ops.lake.LakeStore;
import fettle.ops.pipeline.Journal;
import java.nio.file.Path;
import java.util.Optional;
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

  private static final String BESIDE = "-parquet";
  private static final String CONTAINER = "lake";

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
    LakeSource lake = lake(section, folder, journal);
    LakeStore store = new LakeStore(store(section, lake, folder));
    CompactionSettings compaction =
        new CompactionSettings(
            section.memoryMb(), section.threads(), (long) section.roundMb() << 20);
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

  private LakeSource lake(DatasetSection section, Path folder, Journal journal) {
    if (data.hasLake() || (section.lake() != null && section.connection() == null)) {
      return new FolderLake(Path.of(section.lake()));
    }
    String container =
        Optional.ofNullable(section.container())
            .or(() -> Recorded.LAKE_CONTAINER.in(journal))
            .orElse(CONTAINER);
    if (section.connection() != null) {
      return ContainerLake.of(section.connection().read(options.redaction()), container, http());
    }
    if (options.target() == Target.LOCAL) {
      return new FolderLake(folder.resolve("lake"));
    }
    HttpClient http = http();
    return ContainerLake.of(
        address(section, journal),
        container,
        new DefaultAzureCredentialBuilder().httpClient(http).build(),
        http);
  }

  /** Of the storage account's blobs. */
  static String address(DatasetSection section, Journal journal) {
    return Optional.ofNullable(section.account())
        .map("https://%s.blob.core.windows.net"::formatted)
        .or(() -> Recorded.LAKE.in(journal))
        .orElseThrow(
            () ->
                new Failure(
                    "--target azure needs dataset.account or dataset.connection; run ./fettle"
                        + " provision --target azure, or set it in the environment file"));
  }

  private static HttpClient http() {
    return new JdkHttpClientBuilder().build();
  }

  private static Path store(DatasetSection section, LakeSource lake, Path folder) {
    if (section.store() != null) {
      return Path.of(section.store());
    }
    return switch (lake) {
      case FolderLake own -> own.folder().resolveSibling(own.folder().getFileName() + BESIDE);
      case ContainerLake container -> folder.resolve("lake" + BESIDE);
    };
  }
}
