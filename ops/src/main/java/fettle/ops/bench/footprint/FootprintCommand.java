package fettle.ops.bench.footprint;

import fettle.ops.base.DebianBase;
import fettle.ops.folder.Folders;
import fettle.ops.image.Application;
import fettle.ops.image.ImageArchives;
import fettle.ops.image.ImageSize;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.stage.StagedProgram;
import fettle.ops.stage.TrainingRun;
import fettle.ops.train.SimulatedModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle bench footprint}: what programs take of a small device, or of a cluster. */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts each program with what it lives on, four times: from its process' start until it",
      "answers probes, until the hub has let it in, and until its first message is taken (gateway:",
      "stored; dashboard: the first frame of a chart), and the processor time of that. The hub runs",
      "and has seen it before. Then resident memory idle and under load (10 machines of 8 signals,",
      "10 readings a second each; dashboard: 10 viewers), what of it no file holds, processor; and",
      "the size of its image, where ./fettle images has made one. On the JVM as it is, with its",
      "image's options, with these and an ahead-of-time cache, and native where an executable is",
      "given; in ratios to the JVM as it is."
    })
public final class FootprintCommand implements Callable<Integer> {
  private static final double BYTES_PER_MB = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--seconds", description = "Under load, before figures are taken.")
  private int seconds = 15;

  @Option(names = "--bind", description = "Loopback address, on which port 8883 is free.")
  private String bind = "127.0.23.1";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PROGRAM",
      description = "Of ${COMPLETION-CANDIDATES}.")
  private List<StagedProgram> only = List.of(StagedProgram.values());

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "One more start, with this beside the image's options; may be repeated.")
  private List<String> given = List.of();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Archives whose sizes are told, as ./fettle images --to made them.")
  private Path images = Path.of("images");

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

  private final Path root = Path.of(System.getProperty("fettle.root", ".")).toAbsolutePath();

  @Override
  public Integer call() throws IOException, PassingFailure, InterruptedException {
    Path folder = Files.createTempDirectory("fettle-bench");
    try {
      Path models = SimulatedModels.learn(root, folder.resolve("models"));
      Map<StagedProgram, Path> caches = caches(folder, models);
      for (StagedProgram program : only) {
        List<Footprint> all = new ArrayList<>();
        for (Start start : starts(program, caches)) {
          say("%s: %s ...", program.project(), start.label());
          Path own = folder.resolve(program.project() + "-" + all.size());
          all.add(new FootprintRun(root, own, bind, program, models, seconds).measure(start));
        }
        report(program, all);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private Map<StagedProgram, Path> caches(Path folder, Path models)
      throws IOException, InterruptedException {
    Map<StagedProgram, TrainingRun.Wanted> wanted = new EnumMap<>(StagedProgram.class);
    Map<StagedProgram, Path> caches = new EnumMap<>(StagedProgram.class);
    if (Runtime.version().feature() >= TrainingRun.OLDEST) {
      for (StagedProgram program : only) {
        Path cache = folder.resolve(program.project() + ".aot");
        caches.put(program, cache);
        wanted.put(
            program, new TrainingRun.Wanted(Start.Jvm.asInImage(program, root).command(), cache));
      }
      say("caches ...");
      new TrainingRun(root, folder.resolve("training"), bind, models).make(wanted);
    }
    return caches;
  }

  private List<Start> starts(StagedProgram program, Map<StagedProgram, Path> caches) {
    Start.Jvm image = Start.Jvm.asInImage(program, root);
    List<Start> starts = new ArrayList<>(List.of(Start.Jvm.plain(program, root), image));
    if (!given.isEmpty()) {
      starts.add(image.with("given options", given));
    }
    if (caches.containsKey(program)) {
      starts.add(image.with("AOT cache", List.of("-XX:AOTCache=" + caches.get(program))));
    }
    Path executable =
        switch (program) {
          case SENSOR -> nativeSensor;
          case INFERENCE -> nativeInference;
          case GATEWAY, DASHBOARD -> null;
        };
    if (executable != null) {
      starts.add(new Start.Native(executable.toAbsolutePath()));
    }
    return starts;
  }

  private static long size(Application built) throws IOException {
    long bytes = 0;
    List<Application.Part> parts = new ArrayList<>(built.parts());
    built.nativeLibraries(DebianBase.platform()).ifPresent(parts::add);
    for (Application.Part part : parts) {
      for (Path path : built.paths(part)) {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      }
    }
    return bytes;
  }

  private String image(StagedProgram program) {
    Path archive = ImageArchives.file(images, program.project(), DebianBase.platform());
    if (!Files.exists(archive)) {
      return "; no image in " + images;
    }
    ImageSize size = ImageSize.of(archive);
    return "; image, compressed: %.1f MB, of which JVM and C libraries %.1f, program %.1f, cache %.1f"
        .formatted(
            size.all() / BYTES_PER_MB,
            size.base() / BYTES_PER_MB,
            size.application() / BYTES_PER_MB,
            size.cache() / BYTES_PER_MB);
  }

  private void report(StagedProgram program, List<Footprint> all) throws IOException {
    say("");
    say(
        "%s, %,d MB of jars and libraries%s",
        program.project(), size(program.built(root)) >> 20, image(program));
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
