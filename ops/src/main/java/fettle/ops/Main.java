package fettle.ops;

import fettle.ops.bench.BenchCommand;
import fettle.ops.command.PipelineOptions;
import fettle.ops.dataset.DatasetCommand;
import fettle.ops.demo.DemoCommand;
import fettle.ops.demo.FaultCommand;
import fettle.ops.deploy.DeployCommand;
import fettle.ops.device.DeviceCommand;
import fettle.ops.doctor.DoctorCommand;
import fettle.ops.evaluate.EvaluateCommand;
import fettle.ops.local.RuntimeCommand;
import fettle.ops.pipeline.Redaction;
import fettle.ops.provision.DestroyCommand;
import fettle.ops.provision.ProvisionCommand;
import fettle.ops.release.ImagesCommand;
import fettle.ops.status.StatusCommand;
import fettle.ops.train.TrainCommand;
import fettle.ops.worker.WorkerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

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
      EvaluateCommand.class,
      DeployCommand.class,
      BenchCommand.class,
      RuntimeCommand.class,
      ProvisionCommand.class,
      DestroyCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      DeviceCommand.class,
      WorkerCommand.class,
      ImagesCommand.class
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
          Redaction redaction = redaction(command);
          PrintWriter err = command.getErr();
          if (exception instanceof Failure) {
            err.println("fettle: " + redaction.clean(exception.getMessage()));
          } else {
            StringWriter trace = new StringWriter();
            exception.printStackTrace(new PrintWriter(trace, true));
            err.print(redaction.clean(trace.toString()));
          }
          err.flush();
          return FAILED;
        });
    return commandLine;
  }

  /** Knows the secrets that a command has seen, if it is one that sees any. */
  private static Redaction redaction(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(PipelineOptions.class::isInstance)
        .map(options -> ((PipelineOptions) options).redaction())
        .findFirst()
        .orElseGet(Redaction::new);
  }
}
