package fettle.ops.train;

import fettle.ops.Failure;
import fettle.ops.train.local.JobFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** The process of a local training job: takes the job's folder, does {@code ./fettle train}. */
public final class TrainingProcess {
  private TrainingProcess() {}

  /** How to start it, but for the job's folder. */
  static List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        TrainingProcess.class.getName());
  }

  public static void main(String[] arguments) throws IOException {
    System.exit(new JobFolder(Path.of(arguments[0])).run(TrainingProcess::train));
  }

  private static int train(String[] arguments) {
    CommandLine command = new CommandLine(new TrainCommand());
    command.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          if (!(exception instanceof Failure)) {
            throw exception;
          }
          line.getErr().println("train: " + exception.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
    return command.execute(arguments);
  }
}
