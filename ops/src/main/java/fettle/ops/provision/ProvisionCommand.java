package fettle.ops.provision;

import fettle.ops.Failure;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.AzureSection;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle provision}: 0 when all is there, 1 with a sentence on what is not. */
@Command(
    name = "provision",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes what an environment needs in the cloud, or finds it there. What exists is used as it",
      "is; what differs from the environment file is shown, and changed only with --apply-changes."
    })
public final class ProvisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--apply-changes",
      description = "change what exists but differs from the environment file")
  private boolean applyChanges;

  private final AzureAccess.SignIn signIn;

  public ProvisionCommand() {
    this(AzureAccess::ofThisProcess);
  }

  ProvisionCommand(AzureAccess.SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    return switch (options.target()) {
      case AZURE -> azure(environment);
      case LOCAL -> throw new Failure("provisioning knows only Azure so far; give --target azure");
    };
  }

  private int azure(EnvironmentFile environment) throws InterruptedException {
    AzureSection azure = environment.section("azure", AzureSection.class);
    ProvisionSection config = environment.section("provision", ProvisionSection.class);
    Blueprint blueprint = new Blueprint(environment.name(), azure, config);
    AzureClients clients = new AzureClients(signIn.as(azure), azure);
    PrintWriter out = spec.commandLine().getOut();
    int code =
        options.execute(
            ProvisionPipeline.of(blueprint, clients, applyChanges),
            environment,
            applyChanges ? "changes" : "",
            out);
    if (options.plan()) {
      Estimate estimate = Estimate.of(config);
      if (options.json()) {
        EstimateText.printJson(out, estimate);
      } else {
        EstimateText.print(out, config, estimate);
      }
    }
    return code;
  }
}
