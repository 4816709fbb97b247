package fettle.ops.usage;

import fettle.ops.Failure;
import fettle.ops.azure.ArmReader;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureSection;
import fettle.ops.command.PipelineOptions;
import fettle.ops.deploy.DeploySettings;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.hub.HubInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the hub of an environment, to be measured. */
public final class EnvironmentHub {
  private static final String ID =
      "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Devices/IotHubs/%s";
  private static final String NOWHERE = "local";

  private EnvironmentHub() {}

  /**
   * @param signIn to Azure
   * @throws Failure when the environment does not say which hub it is
   */
  public static HubMeter meter(
      PipelineOptions options, EnvironmentFile environment, AzureAccess.SignIn signIn)
      throws IOException {
    return switch (options.target()) {
      case LOCAL -> local(options.folder(environment).resolve("hub").resolve("hub.json"));
      case AZURE -> azure(options, environment, signIn);
    };
  }

  /** The emulator that wrote this file. */
  static HubMeter local(Path hubFile) throws IOException {
    return new HubMeter(
        new LocalManagement(hubFile), ID.formatted(NOWHERE, NOWHERE, HubInfo.read(hubFile).hub()));
  }

  private static HubMeter azure(
      PipelineOptions options, EnvironmentFile environment, AzureAccess.SignIn signIn) {
    String host =
        Optional.ofNullable(environment.section(DeploySettings.NAME, DeploySettings.class).hub())
            .or(() -> Recorded.HUB.in(options.journal(environment)))
            .orElseThrow(
                () ->
                    new Failure(
                        "no IoT hub is known; set deploy.hub in the environment file, or"
                            + " worker.quota: PT0S for no warnings"));
    if (!environment.has(AzureSection.NAME)) {
      throw new Failure(
          "the environment file has no section azure, so the hub's subscription is not known; add"
              + " it, or set worker.quota: PT0S for no warnings");
    }
    AzureSection section = environment.section(AzureSection.NAME, AzureSection.class);
    ArmReader reader =
        new ArmReader(
            signIn.as(section).remembering(options.redaction()), "the role Reader on the IoT hub");
    String hub = host.split("\\.", 2)[0];
    return new HubMeter(
        path -> reader.get("the quota of the IoT hub " + hub, path),
        ID.formatted(section.subscription(), section.groupOf(environment.name()), hub));
  }
}
