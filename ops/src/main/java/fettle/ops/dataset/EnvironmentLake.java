package fettle.ops.dataset;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.command.PipelineOptions.Target;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.lake.Compaction;
import fettle.ops.lake.ContainerLake;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakePublication;
import fettle.ops.lake.LakeSource;
import fettle.ops.lake.LakeStore;
import fettle.ops.pipeline.Journal;
import java.nio.file.Path;
import java.util.Optional;

/** Finds an environment's lake, as its section {@code dataset} says. */
public final class EnvironmentLake {
  private static final String CONTAINER = "lake";

  private EnvironmentLake() {}

  /**
   * The lake of an environment.
   *
   * @throws Failure when the file does not say which
   */
  public static LakeSource of(PipelineOptions options, EnvironmentFile environment) {
    DatasetSection section =
        environment.section(DatasetPipeline.NAME, DatasetSection.class).from(environment::resolve);
    return of(options, section, options.folder(environment), options.journal(environment));
  }

  /**
   * What takes an environment's lake into its Parquet files.
   *
   * @throws Failure when the file does not say which lake
   */
  public static Compaction compaction(PipelineOptions options, EnvironmentFile environment) {
    DatasetSection section =
        environment.section(DatasetPipeline.NAME, DatasetSection.class).from(environment::resolve);
    Path folder = options.folder(environment);
    LakeSource lake = of(options, section, folder, options.journal(environment));
    return new Compaction(lake, store(section, lake, folder), section.compaction());
  }

  /**
   * What copies an environment's Parquet files into its container; empty where that is not wanted.
   *
   * @throws Failure when the lake is no container
   */
  public static Optional<LakePublication> publication(
      PipelineOptions options, EnvironmentFile environment) {
    DatasetSection section =
        environment.section(DatasetPipeline.NAME, DatasetSection.class).from(environment::resolve);
    if (!section.publish()) {
      return Optional.empty();
    }
    Path folder = options.folder(environment);
    LakeSource lake = of(options, section, folder, options.journal(environment));
    return switch (lake) {
      case ContainerLake container ->
          Optional.of(new LakePublication(store(section, lake, folder), container));
      case FolderLake own ->
          throw new Failure(
              "dataset.publish copies into the lake's container, but the lake is the folder "
                  + own.folder()
                  + "; leave it out, and let dashboards read the files where they are");
    };
  }

  static LakeStore store(DatasetSection section, LakeSource lake, Path folder) {
    if (section.store() != null) {
      return new LakeStore(Path.of(section.store()));
    }
    return switch (lake) {
      case FolderLake own -> LakeStore.beside(own);
      case ContainerLake container -> new LakeStore(folder.resolve(CONTAINER + LakeStore.BESIDE));
    };
  }

  static LakeSource of(
      PipelineOptions options, DatasetSection section, Path folder, Journal journal) {
    if (section.lake() != null && section.connection() == null) {
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
}
