package fettle.ops.bench;

import fettle.emulator.lake.LakeFormat;
import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.ops.train.algorithm.Algorithm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What learning costs beyond reading what is learned from. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Time and peak memory of each trainer, and of building a data set of as many readings, on",
      "stated sizes, each in a process of its own; beside them, in the same run, a process that",
      "only reads the recordings. The recordings are there before the clock starts."
    })
final class TrainBenchCommand implements Callable<Integer> {
  private static final int DATASET_MEMORY_MB = 512;

  @Spec private CommandSpec spec;

  @Option(names = "--rows", split = ",", description = "Sizes, each row of 8 signals.")
  private List<Long> sizes = List.of(20_000L, 100_000L);

  @Option(names = "--machines", description = "Recordings that the rows are spread over.")
  private int machines = 10;

  @Option(names = "--heap", description = "Heap of each process, as for -Xmx.")
  private String heap = "1g";

  @Option(names = "--folder", description = "Where to work; a new folder in it is used.")
  private Path where = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws IOException {
    if (machines < 1 || sizes.stream().anyMatch(size -> size < machines)) {
      throw new Failure("--rows must be at least --machines, and that at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-10s %10s %9s %9s %9s %12s  %s%n",
        "", "rows", "s", "CPU s", "heap MB", "resident MB", "times reading (CPU, resident)");
    for (long size : sizes) {
      Path folder = Files.createTempDirectory(where, "fettle-bench");
      try {
        measure(out, size, folder);
      } finally {
        Folders.delete(folder);
      }
    }
    return 0;
  }

  private void measure(PrintWriter out, long size, Path folder) throws IOException {
    List<String> recordings =
        new RecordingMaker(size, machines)
            .make(folder.resolve("recordings")).stream().map(Path::toString).toList();
    Path log = folder.resolve("log");
    MeteredRun read = MeteredRun.of(MeteredProgram.Work.READ, recordings, heap, log);
    print(out, "read", size, read, read);
    for (Algorithm algorithm : Algorithm.values()) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--trainer",
                  algorithm.toString(),
                  "--out",
                  folder.resolve(algorithm.toString()).toString(),
                  "--from"));
      arguments.addAll(recordings);
      MeteredRun run = MeteredRun.of(MeteredProgram.Work.TRAIN, arguments, heap, log);
      print(out, algorithm.toString(), size, run, read);
    }
    print(out, "dataset", size, dataset(size, folder), read);
  }

  private MeteredRun dataset(long size, Path folder) throws IOException {
    Path config = folder.resolve("fettle.yaml");
    Files.writeString(
        config, "name: bench%ndataset: {memoryMb: %d}%n".formatted(DATASET_MEMORY_MB));
    return new DatasetRunMeter(folder, heap, config)
        .run(new LakeMaker(size, machines, LakeFormat.AVRO));
  }

  private static void print(
      PrintWriter out, String what, long rows, MeteredRun run, MeteredRun read) {
    out.printf(
        Locale.ROOT,
        "%-10s %,10d %9.1f %9.1f %,9d %,12d  %.1f, %.1f%n",
        what,
        rows,
        run.seconds(),
        run.cpuMillis() / 1000.0,
        run.heapKb() >> 10,
        run.residentKb() >> 10,
        (double) run.cpuMillis() / read.cpuMillis(),
        (double) run.residentKb() / Math.max(1, read.residentKb()));
    out.flush();
  }
}
