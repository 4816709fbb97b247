package fettle.ops;

import fettle.ops.bench.BenchCommand;
import fettle.ops.demo.DemoCommand;
import fettle.ops.demo.FaultCommand;
import fettle.ops.provision.DestroyCommand;
import fettle.ops.provision.ProvisionCommand;
import fettle.ops.train.TrainCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: one subcommand a task. */
@Command(
    name = "fettle",
    description = "Live condition of machines, from the edge to the browser.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      FaultCommand.class,
      TrainCommand.class,
      BenchCommand.class,
      ProvisionCommand.class,
      DestroyCommand.class
    })
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          PrintWriter err = command.getErr();
          if (exception instanceof Failure) {
            err.println("fettle: " + exception.getMessage());
          } else {
            exception.printStackTrace(err);
          }
          err.flush();
          return FAILED;
        });
    return commandLine;
  }
}
