package fettle.ops.hub;

import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the hub that a command is about. */
public final class Hubs {
  private final Cloud cloud;
  private final Path root;

  /** How a hub of the cloud is signed in to; a test has a hub of its own. */
  @FunctionalInterface
  public interface Cloud {
    HubService at(String host);
  }

  /**
   * @param root the project's folder
   */
  public Hubs(Cloud cloud, Path root) {
    this.cloud = cloud;
    this.root = root;
  }

  /** The cloud as whoever {@code DefaultAzureCredential} finds. */
  public static Hubs ofThisProcess() {
    return new Hubs(
        host -> new HubService(host, new DefaultAzureCredentialBuilder().build()),
        Path.of(System.getProperty("fettle.root", "")).toAbsolutePath().normalize());
  }

  /** The project's folder, where the built modules are. */
  public Path root() {
    return root;
  }

  /**
   * @param folder of the system that runs on this machine; {@code null} = the one that was
   *     provisioned
   * @param host of a hub in the cloud; {@code null} = the one that was provisioned
   * @throws Failure when no system runs there, or no hub is known
   */
  public HubPlace find(
      PipelineOptions options, EnvironmentFile environment, Path folder, String host) {
    return switch (options.target()) {
      case LOCAL ->
          local(folder == null ? options.folder(environment) : folder, options.redaction());
      case AZURE -> azure(Optional.ofNullable(host).or(() -> provisioned(options, environment)));
    };
  }

  private static Optional<String> provisioned(
      PipelineOptions options, EnvironmentFile environment) {
    return Recorded.HUB.in(options.journal(environment));
  }

  private HubPlace azure(Optional<String> host) {
    return host.map(name -> new HubPlace(cloud.at(name), name))
        .orElseThrow(
            () ->
                new Failure(
                    "no IoT hub is known; run ./fettle provision --target azure, or set deploy.hub"
                        + " in the environment file"));
  }

  private static HubPlace local(Path folder, Redaction redaction) {
    Path file = folder.resolve("hub").resolve("hub.json");
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          "no system runs in %s; start one with ./fettle provision, or name its folder with --folder"
              .formatted(folder));
    }
    try {
      HubInfo info = HubInfo.read(file);
      redaction.remember(info.kafkaPassword());
      redaction.remember(info.serviceKey());
      return new HubPlace(HubService.local(info), info.hostName());
    } catch (IOException e) {
      throw new Failure(file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
