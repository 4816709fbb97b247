package fettle.ops.command;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalProvision;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./fettle provision}: makes what an environment needs. */
@Command(
    name = "provision",
    description =
        "Makes what an environment needs and leaves what is there. On this machine: a runtime that"
            + " goes on when the command has ended, until ./fettle destroy.",
    mixinStandardHelpOptions = true)
public final class ProvisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    return switch (options.target()) {
      case LOCAL -> local(environment);
      case AZURE ->
          throw new Failure("provision knows no --target azure in this build; use --target local");
    };
  }

  private int local(EnvironmentFile environment) throws InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    PrintWriter out = spec.commandLine().getOut();
    int exit =
        options.execute(
            LocalProvision.pipeline(settings, new DetachedRuntime(settings)), environment, "", out);
    if (exit == 0 && !options.isPlan() && !options.isJson()) {
      out.printf(
          "%n  Dashboard  %s%n  Logs       %s%n  It goes on until ./fettle destroy.%n",
          settings.http(settings.ports().dashboard(), "/"), settings.logs());
      out.flush();
    }
    return exit;
  }
}
