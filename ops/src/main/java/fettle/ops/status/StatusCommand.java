package fettle.ops.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./fettle status}: what an environment has and how it is doing. */
@Command(
    name = "status",
    description =
        "Shows what an environment has, how its edge modules are doing, the gateway's lag and the"
            + " last pipeline runs. Touches nothing.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  private final AzureAccess.SignIn signIn;
  private final Hubs hubs;

  public StatusCommand() {
    this(AzureAccess::ofThisProcess, Hubs.ofThisProcess());
  }

  StatusCommand(AzureAccess.SignIn signIn, Hubs hubs) {
    this.signIn = signIn;
    this.hubs = hubs;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    EnvironmentFile environment = options.environment();
    Status status =
        switch (options.target()) {
          case LOCAL -> local(environment);
          case AZURE -> azure(environment);
        };
    PrintWriter out = spec.commandLine().getOut();
    if (options.isJson()) {
      out.println(JSON.writeValueAsString(status));
      out.flush();
    } else {
      new StatusTable(out, Instant.now()).print(status);
    }
    return 0;
  }

  private Status local(EnvironmentFile environment) throws InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    return new LocalLook(settings, new DetachedRuntime(settings), options.journal(environment))
        .look(environment.name());
  }

  private Status azure(EnvironmentFile environment) throws InterruptedException {
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
