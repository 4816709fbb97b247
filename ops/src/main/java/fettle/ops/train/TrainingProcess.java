package fettle.ops.train;

import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.image.OpsProgram;
import fettle.ops.train.local.JobFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The process of a local training job: takes the job's folder, does {@code ./fettle train}. */
public final class TrainingProcess {
  private static final int WARNS_OF_UNSAFE = 24;

  private TrainingProcess() {}

  /** How to start it, but for the job's folder. */
  static List<String> program() {
    List<String> program = new ArrayList<>();
    program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // DuckDB and XGBoost load native libraries
    program.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      // protobuf uses it, and a warning of it would be the first thing in every job's log
      program.add("--sun-misc-unsafe-memory-access=allow");
    }
    program.addAll(List.of("-cp", System.getProperty("java.class.path")));
    program.add(TrainingProcess.class.getName());
    return program;
  }

  /** Of the program's code, hex. */
  static String trainer() {
    Path code = OpsProgram.placeOfThisCode();
    try {
      return Sha256.ofTree(code);
    } catch (IOException e) {
      throw new Failure("the program %s cannot be read: %s".formatted(code, e.getMessage()), e);
    }
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
