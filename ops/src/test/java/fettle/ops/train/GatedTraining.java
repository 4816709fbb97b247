package fettle.ops.train;

import fettle.ops.train.local.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** A training process that begins its work when a file is there. */
public final class GatedTraining {
  private static final int MOST_TRIES = 6000;

  private GatedTraining() {}

  /** How to start it, but for the job's folder. */
  public static List<String> program(Path gate) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        GatedTraining.class.getName(),
        gate.toString());
  }

  public static void main(String[] arguments) throws Exception {
    Path gate = Path.of(arguments[0]);
    System.exit(new JobFolder(Path.of(arguments[1])).run(order -> train(gate, order)));
  }

  private static int train(Path gate, String[] order) {
    System.out.println("waiting");
    for (int i = 0; i < MOST_TRIES && !Files.exists(gate); i++) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return 1;
      }
    }
    return new CommandLine(new TrainCommand()).execute(order);
  }
}
