package fettle.ops.bench.footprint;

import fettle.ops.Failure;
import fettle.ops.bench.Folders;
import fettle.ops.deploy.EdgeModule;
import fettle.ops.image.FastJar;
import fettle.ops.local.JavaPrograms;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.TrainCommand;
import fettle.ops.train.steps.SimulatedHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the edge modules take of a small device. */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts each edge module against the emulator: time to its first message, resident memory idle",
      "and under load (10 machines of 8 signals, 10 readings a second each), processor, size. On the",
      "JVM as it is, with an archive of classes, with an ahead-of-time cache, and native where an",
      "executable is given; in ratios to the JVM as it is."
    })
public final class FootprintCommand implements Callable<Integer> {
  /** From which on the option for a cache makes it in one step. */
  private static final int AHEAD_OF_TIME = 25;

  @Spec private CommandSpec spec;

  @Option(names = "--seconds", description = "Under load, before figures are taken.")
  private int seconds = 15;

  @Option(names = "--bind", description = "Loopback address, on which port 8883 is free.")
  private String bind = "127.0.23.1";

  @Option(
      names = "--native-sensor",
      paramLabel = "FILE",
      description = "The sensor module's native executable.")
  private Path nativeSensor;

  @Option(
      names = "--native-inference",
      paramLabel = "FILE",
      description = "The inference module's, with ONNX Runtime's libraries beside it.")
  private Path nativeInference;

  @Override
  public Integer call() throws IOException, PassingFailure, InterruptedException {
    Path root = Path.of(System.getProperty("fettle.root", ".")).toAbsolutePath();
    Path folder = Files.createTempDirectory("fettle-bench");
    try {
      Path models = models(root, folder);
      Start.Jvm feeder = Start.Jvm.plain(runner(root, EdgeModule.SENSOR));
      for (EdgeModule module : EdgeModule.values()) {
        report(module, measured(root, folder, module, feeder, models), size(root, module));
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private List<Footprint> measured(
      Path root, Path folder, EdgeModule module, Start.Jvm feeder, Path models) throws IOException {
    Start.Jvm plain = Start.Jvm.plain(runner(root, module));
    List<Start> starts = new ArrayList<>(List.of(plain));
    Runs runs = new Runs(folder, module, feeder, models);
    Path classes = folder.resolve(module.id() + ".jsa");
    runs.measure(plain.with("training", "-XX:ArchiveClassesAtExit=" + classes), 1);
    starts.add(plain.with("class archive", "-XX:SharedArchiveFile=" + classes));
    if (Runtime.version().feature() >= AHEAD_OF_TIME) {
      Path cache = folder.resolve(module.id() + ".aot");
      runs.measure(plain.with("training", "-XX:AOTCacheOutput=" + cache), 1);
      starts.add(plain.with("AOT cache", "-XX:AOTCache=" + cache));
    }
    Path executable = module == EdgeModule.SENSOR ? nativeSensor : nativeInference;
    if (executable != null) {
      starts.add(new Start.Native(executable.toAbsolutePath()));
    }
    List<Footprint> all = new ArrayList<>();
    for (Start start : starts) {
      all.add(runs.measure(start, seconds));
    }
    return all;
  }

  /** Runs of one module, each in a folder of its own. */
  private final class Runs {
    private final Path folder;
    private final EdgeModule module;
    private final Start.Jvm feeder;
    private final Path models;
    private int count;

    Runs(Path folder, EdgeModule module, Start.Jvm feeder, Path models) {
      this.folder = folder;
      this.module = module;
      this.feeder = feeder;
      this.models = models;
    }

    Footprint measure(Start start, int under) throws IOException {
      count++;
      say("%s: %s ...", module.project(), start.label());
      Path own = folder.resolve(module.id() + "-" + count);
      return new FootprintRun(own, bind, module, feeder, models, under).measure(start);
    }
  }

  private static Path runner(Path root, EdgeModule module) {
    FastJar built = new FastJar(root.resolve(module.project()).resolve("target/quarkus-app"));
    return built.folder().resolve(built.runner());
  }

  private static long size(Path root, EdgeModule module) throws IOException {
    FastJar built = new FastJar(root.resolve(module.project()).resolve("target/quarkus-app"));
    long bytes = 0;
    for (var part : built.parts()) {
      for (Path path : built.paths(part)) {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      }
    }
    return bytes;
  }

  /** Learned of simulated pumps: without a model the inference module would only pass messages. */
  private static Path models(Path root, Path folder)
      throws IOException, PassingFailure, InterruptedException {
    Path history = folder.resolve("history");
    Path models = folder.resolve("learned");
    SimulatedHistory.usual(new JavaPrograms(root), history).make();
    int exit =
        new CommandLine(new TrainCommand())
            .execute("--from", history.toString(), "--out", models.toString());
    if (exit != 0) {
      throw new Failure("the model for the benchmark could not be trained");
    }
    return models.resolve("manifest.json");
  }

  private void report(EdgeModule module, List<Footprint> all, long bytes) {
    say("");
    say("%s, %,d MB of jars", module.project(), bytes >> 20);
    say("%s", Footprint.HEAD);
    all.forEach(each -> say("%s", each));
    all.stream().skip(1).forEach(each -> say("%s", each.comparedWith(all.getFirst())));
    say("");
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format.formatted(values));
    out.flush();
  }
}
