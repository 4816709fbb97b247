package fettle.ops;

import fettle.ops.bench.BenchCommand;
import fettle.ops.dataset.DatasetCommand;
import fettle.ops.demo.DemoCommand;
import fettle.ops.demo.FaultCommand;
import fettle.ops.deploy.DeployCommand;
import fettle.ops.device.DeviceCommand;
import fettle.ops.doctor.DoctorCommand;
import fettle.ops.local.RuntimeCommand;
import fettle.ops.provision.DestroyCommand;
import fettle.ops.provision.ProvisionCommand;
import fettle.ops.status.StatusCommand;
import fettle.ops.train.TrainCommand;
import fettle.ops.worker.WorkerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.logging.LogManager;
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
      DatasetCommand.class,
      TrainCommand.class,
      DeployCommand.class,
      BenchCommand.class,
      RuntimeCommand.class,
      ProvisionCommand.class,
      DestroyCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      DeviceCommand.class,
      WorkerCommand.class
    })
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] args) throws IOException {
    configureLogging();
    System.exit(commandLine().execute(args));
  }

  /** Unless whoever starts the program has configured it otherwise. */
  private static void configureLogging() throws IOException {
    if (System.getProperty("java.util.logging.config.file") == null) {
      try (InputStream settings = Main.class.getResourceAsStream("logging.properties")) {
        LogManager.getLogManager().readConfiguration(settings);
      }
    }
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
