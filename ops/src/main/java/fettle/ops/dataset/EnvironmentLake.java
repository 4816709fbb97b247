package fettle.ops.dataset;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.command.PipelineOptions.Target;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.lake.ContainerLake;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeSource;
import java.nio.file.Path;

/** Finds an environment's lake, as its section {@code dataset} says. */
public final class EnvironmentLake {
  private EnvironmentLake() {}

  /**
   * The lake of an environment.
   *
   * @throws Failure when the file does not say which
   */
  public static LakeSource of(PipelineOptions options, EnvironmentFile environment) {
    DatasetSection section =
        environment.section(DatasetPipeline.NAME, DatasetSection.class).from(environment::resolve);
    return of(options, section, options.folder(environment));
  }

  static LakeSource of(PipelineOptions options, DatasetSection section, Path folder) {
    if (section.connection() != null) {
      return ContainerLake.of(
          section.connection().read(options.redaction()), section.container(), http());
    }
    if (section.lake() != null) {
      return new FolderLake(Path.of(section.lake()));
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
}
