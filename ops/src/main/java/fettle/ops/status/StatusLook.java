package fettle.ops.status;

import fettle.ops.Failure;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.AzureSection;
import fettle.ops.azure.GroupResources;
import fettle.ops.command.PipelineOptions;
import fettle.ops.deploy.DeploySettings;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.hub.Hubs;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import java.util.Optional;

/** Looks at an environment, on this machine or in the cloud. Touches nothing. */
public final class StatusLook {
  private final AzureAccess.SignIn signIn;
  private final Hubs hubs;

  StatusLook(AzureAccess.SignIn signIn, Hubs hubs) {
    this.signIn = signIn;
    this.hubs = hubs;
  }

  /** In the cloud as whoever {@code DefaultAzureCredential} finds. */
  public static StatusLook ofThisProcess() {
    return new StatusLook(AzureAccess::ofThisProcess, Hubs.ofThisProcess());
  }

  /** The environment that the options name. What cannot be found out is a remark. */
  public Status at(PipelineOptions options, EnvironmentFile environment)
      throws InterruptedException {
    return switch (options.target()) {
      case LOCAL -> local(options, environment);
      case AZURE -> azure(options, environment);
    };
  }

  private Status local(PipelineOptions options, EnvironmentFile environment)
      throws InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    return new LocalLook(settings, new DetachedRuntime(settings), options.journal(environment))
        .look(environment.name());
  }

  private Status azure(PipelineOptions options, EnvironmentFile environment)
      throws InterruptedException {
    StatusSection section = environment.section(StatusSection.NAME, StatusSection.class);
    Optional<AzureSection> azure =
        environment.has(AzureSection.NAME)
            ? Optional.of(environment.section(AzureSection.NAME, AzureSection.class))
            : Optional.empty();
    String host = environment.section(DeploySettings.NAME, DeploySettings.class).hub();
    return new AzureLook(options.journal(environment))
        .look(
            environment.name(),
            new AzureLook.Places(
                () -> group(environment.name(), azure),
                () -> hubs.find(options, environment, null, host).service(),
                section.gateway()));
  }

  private GroupResources group(String environment, Optional<AzureSection> azure) {
    return azure
        .map(
            it ->
                new GroupResources(
                    environment, it.groupOf(environment), new AzureClients(signIn.as(it), it)))
        .orElseThrow(
            () ->
                new Failure(
                    "the environment file has no section azure; name the file with --config"));
  }
}
