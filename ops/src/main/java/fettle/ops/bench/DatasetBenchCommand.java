package fettle.ops.bench;

import fettle.emulator.lake.LakeFormat;
import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a data set takes time in proportion to its readings, and memory whatever they are. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Builds data sets of lakes of several sizes, blobs to train and test on a grid of 1 s: time,",
      "readings a second and peak memory of each, a process of its own. The blobs are there before",
      "the clock starts; about 80 bytes of disk a reading are needed for the largest."
    })
final class DatasetBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--readings", split = ",", description = "Sizes, of 8 signals and a score.")
  private List<Long> sizes = List.of(10_000_000L, 30_000_000L);

  @Option(names = "--machines", description = "Machines, ten to a device, a reading a second.")
  private int machines = 100;

  @Option(names = "--format", description = "avro, avro_deflate or json.")
  private LakeFormat format = LakeFormat.AVRO;

  @Option(names = "--heap", description = "Heap of the program, as for -Xmx.")
  private String heap = "384m";

  @Option(names = "--memory", description = "DuckDB's memory in MB.")
  private int memoryMb = 512;

  @Option(names = "--threads", description = "Threads of the program.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--folder", description = "Where to work; a new folder in it is used.")
  private Path where = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws IOException {
    if (machines < 1 || sizes.stream().anyMatch(size -> size < 1)) {
      throw new Failure("--readings and --machines must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<DatasetMeasured> all = new ArrayList<>();
    for (long size : sizes) {
      Path folder = Files.createTempDirectory(where, "fettle-bench");
      try {
        say(out, "making a lake of %,d readings ...", size);
        Path config = folder.resolve("fettle.yaml");
        Files.writeString(
            config,
            "name: bench%ndataset: { memoryMb: %d, threads: %d }%n".formatted(memoryMb, threads));
        DatasetMeasured measured =
            new DatasetRunMeter(folder, heap, config)
                .measure(new LakeMaker(size, machines, format));
        say(out, "%s", measured);
        all.add(measured);
      } finally {
        Folders.delete(folder);
      }
    }
    for (int i = 1; i < all.size(); i++) {
      compare(out, all.get(0), all.get(i));
    }
    return 0;
  }

  private static void compare(PrintWriter out, DatasetMeasured small, DatasetMeasured large) {
    say(
        out,
        "%.2f times the readings: %.2f times the time, %.2f times the heap, %.2f times the memory",
        (double) large.readings() / small.readings(),
        large.seconds() / small.seconds(),
        (double) large.heapMb() / small.heapMb(),
        (double) large.residentMb() / Math.max(1, small.residentMb()));
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }
}
