package fettle.ops.dataset;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.command.PipelineOptions.Target;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.CompactionSettings;
import fettle.ops.lake.ContainerLake;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeSource;
import fettle.ops.lake.LakeStore;
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
  private static final String BESIDE = "-parquet";

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the data set (default: the environment's, dataset).")
  private Path out;

  @Mixin private DatasetOptions data = new DatasetOptions();
  @Mixin private PipelineOptions options = new PipelineOptions();

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    DatasetSection section =
        data.over(
            environment
                .section(DatasetPipeline.NAME, DatasetSection.class)
                .from(environment::resolve));
    Path folder = options.folder(environment);
    DatasetSettings settings =
        DatasetOptions.settings(
            spec.commandLine(), section, out == null ? folder.resolve("dataset") : out);
    LakeSource lake = lake(section, folder);
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

  private LakeSource lake(DatasetSection section, Path folder) {
    if (data.hasLake() || (section.lake() != null && section.connection() == null)) {
      return new FolderLake(Path.of(section.lake()));
    }
    if (section.connection() != null) {
      return ContainerLake.of(
          section.connection().read(options.redaction()), section.container(), http());
    }
    if (options.target() == Target.LOCAL) {
      return new FolderLake(folder.resolve("lake"));
    }
    if (section.account() == null) {
      throw new Failure(
          "--target azure needs dataset.account or dataset.connection in the environment file;"
              + " name the file with --config");
    }
    HttpClient http = http();
    return ContainerLake.of(
        "https://" + section.account() + ".blob.core.windows.net",
        section.container(),
        new DefaultAzureCredentialBuilder().httpClient(http).build(),
        http);
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
