package fettle.ops.provision;

import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.AzureSection;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalProvision;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import fettle.ops.local.RuntimeHost;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
      "Makes what an environment needs, or finds it there. What exists is used as it is; what",
      "differs from the environment file is shown, and changed only with --apply-changes. On this",
      "machine: a runtime that goes on when the command has ended, until ./fettle destroy."
    })
public final class ProvisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final PipelineOptions options;

  @Option(
      names = "--apply-changes",
      description = "change what exists but differs from the environment file")
  private boolean applyChanges;

  private final AzureAccess.SignIn signIn;
  private final Function<LocalSettings, RuntimeHost> hosts;

  public ProvisionCommand() {
    this(AzureAccess::ofThisProcess);
  }

  ProvisionCommand(AzureAccess.SignIn signIn) {
    this(new PipelineOptions(), signIn, DetachedRuntime::new);
  }

  /**
   * @param host what runs the system of this machine
   */
  public ProvisionCommand(PipelineOptions options, RuntimeHost host) {
    this(options, AzureAccess::ofThisProcess, settings -> host);
  }

  private ProvisionCommand(
      PipelineOptions options,
      AzureAccess.SignIn signIn,
      Function<LocalSettings, RuntimeHost> hosts) {
    this.options = options;
    this.signIn = signIn;
    this.hosts = hosts;
  }

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    return switch (options.target()) {
      case AZURE -> azure(environment);
      case LOCAL -> local(environment);
    };
  }

  private int local(EnvironmentFile environment) throws InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    PrintWriter out = spec.commandLine().getOut();
    int exit =
        options.execute(
            LocalProvision.pipeline(settings, hosts.apply(settings)), environment, "", out);
    if (exit == 0 && !options.isPlan() && !options.isJson()) {
      out.printf(
          "%n  Dashboard  %s%n  Logs       %s%n  It goes on until ./fettle destroy.%n",
          settings.http(settings.ports().dashboard(), "/"), settings.logs());
      out.flush();
    }
    return exit;
  }

  private int azure(EnvironmentFile environment) throws InterruptedException {
    AzureSection azure = environment.section(AzureSection.NAME, AzureSection.class);
    ProvisionSection config = environment.section("provision", ProvisionSection.class);
    Blueprint blueprint = new Blueprint(environment.name(), azure, config);
    AzureClients clients =
        new AzureClients(signIn.as(azure).remembering(options.redaction()), azure);
    PrintWriter out = spec.commandLine().getOut();
    int code =
        options.execute(
            ProvisionPipeline.of(blueprint, clients, applyChanges),
            environment,
            applyChanges ? "changes" : "",
            out);
    if (options.isPlan()) {
      Estimate estimate = Estimate.of(config);
      if (options.isJson()) {
        EstimateText.printJson(out, estimate);
      } else {
        EstimateText.print(out, config, estimate);
      }
    }
    return code;
  }
}
