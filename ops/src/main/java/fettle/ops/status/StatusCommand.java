package fettle.ops.status;

import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import java.io.PrintWriter;
import java.time.Instant;
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
  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  private final StatusLook look;

  public StatusCommand() {
    this(StatusLook.ofThisProcess());
  }

  StatusCommand(StatusLook look) {
    this.look = look;
  }

  @Override
  public Integer call() throws InterruptedException {
    EnvironmentFile environment = options.environment();
    Status status = look.at(options, environment);
    PrintWriter out = spec.commandLine().getOut();
    if (options.isJson()) {
      out.println(status.json(Instant.now()));
      out.flush();
    } else {
      new StatusTable(out, Instant.now()).print(status);
    }
    return 0;
  }
}
