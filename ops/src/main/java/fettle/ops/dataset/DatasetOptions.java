package fettle.ops.dataset;

import fettle.ops.dataset.Grid.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What to put into a data set. Mixed into a command; what is not said is {@code null}. */
final class DatasetOptions {
  private static final long FILL_STEPS = 5;

  @Option(
      names = {"--lake", "--from-lake"},
      paramLabel = "DIR",
      description = "Folder of the lake (default: the environment's).")
  private String lake;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Folder of its readings as Parquet (default: beside the lake, LAKE-parquet).")
  private String store;

  @Option(
      names = "--machines",
      paramLabel = "GLOB",
      description = "Machines to take: pump-*, or with their device line-1/* (default: all).")
  private String machines;

  @Option(names = "--since", paramLabel = "TIME", description = "Only readings from here on.")
  private String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only readings before this.")
  private String until;

  @Option(
      names = "--signals",
      split = ",",
      paramLabel = "NAME",
      description = "Signals to take (default: all).")
  private List<String> signals;

  @Option(
      names = "--resample",
      paramLabel = "STEP",
      description = "Put readings on an even grid, such as 1s (default: as they are).")
  private String resample;

  @Option(
      names = "--method",
      paramLabel = "last|mean",
      description = "What a step of the grid says of several readings (default: last).")
  private String method;

  @Option(
      names = "--fill",
      paramLabel = "TIME",
      description = "How long a value stands for missing ones; null beyond (default: 5 steps).")
  private String fill;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Cut windows of N steps (default: a row a step).")
  private Integer window;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description = "Steps from window to window (default: as long as a window).")
  private Integer stride;

  @Option(
      names = "--split",
      paramLabel = "time:SHARE|machine:SHARE",
      description = "What trains: the earlier share, or a share of machines (default: time:0.8).")
  private String split;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Labels to join besides the lake's, CSV or JSON: device, machine, from, to, label ...")
  private String labels;

  /** These options over what an environment file says. */
  DatasetSection over(DatasetSection section) {
    return new DatasetSection(
        or(lake, section.lake()),
        section.account(),
        section.container(),
        section.connection(),
        or(store, section.store()),
        section.publish(),
        or(machines, section.machines()),
        or(since, section.since()),
        or(until, section.until()),
        or(signals, section.signals()),
        or(resample, section.resample()),
        or(method, section.method()),
        or(fill, section.fill()),
        or(window, section.window()),
        or(stride, section.stride()),
        or(split, section.split()),
        or(labels, section.labels()),
        section.memoryMb(),
        section.threads(),
        section.roundMb());
  }

  /** Whether a lake is named here: then it is a folder, whatever the environment file says. */
  boolean hasLake() {
    return lake != null;
  }

  /**
   * @throws ParameterException naming the option that breaks its rule
   */
  static DatasetSettings settings(CommandLine command, DatasetSection section, Path out) {
    DatasetRules.check(section).stream()
        .findFirst()
        .ifPresent(
            broken -> {
              throw new ParameterException(command, broken.asOption());
            });
    long from = section.since() == null ? 0 : moment(section.since());
    long to = section.until() == null ? Long.MAX_VALUE : moment(section.until());
    if (from >= to) {
      throw new ParameterException(command, "--since must be before --until");
    }
    Optional<Grid> grid = Optional.ofNullable(section.resample()).map(step -> grid(section, step));
    return new DatasetSettings(
        new MachineGlob(section.machines()),
        from,
        to,
        section.signals(),
        grid,
        Optional.ofNullable(section.window())
            .map(length -> new Windows(length, or(section.stride(), length))),
        Split.parse(section.split()).orElseThrow(),
        Optional.ofNullable(section.labels()).map(Path::of),
        out);
  }

  private static Grid grid(DatasetSection section, String step) {
    long every = Span.parse(step).orElseThrow();
    OptionalLong fill = section.fill() == null ? OptionalLong.empty() : Span.parse(section.fill());
    return new Grid(
        every,
        section.method().equals("mean") ? Method.MEAN : Method.LAST,
        fill.orElse(Math.min(FILL_STEPS * every, Grid.PAUSE)));
  }

  private static long moment(String text) {
    return Span.moment(text).orElseThrow();
  }

  private static <T> T or(T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}
