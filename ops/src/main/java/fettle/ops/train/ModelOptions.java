package fettle.ops.train;

import fettle.ops.train.algorithm.Algorithm;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.steps.Recordings;
import fettle.ops.train.steps.TrainSettings;
import fettle.recording.ReadOptions;
import fettle.telemetry.model.ModelManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What to learn and how. Mixed into a command; what is not said is {@code null}. */
final class ModelOptions {
  private static final String DEFAULT_NAME = "machine";
  static final double MOST_HELD_OUT = 0.5;

  private static final double DEFAULT_HOLD_OUT = 0.2;
  private static final String ALL_MACHINES = "*";
  private static final String SIMULATED_NAME = "pump";
  private static final String SIMULATED_MACHINES = "pump-*";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = {
        "Name of the model (default: that of the model in use which all machines share, with its",
        "machines; else machine)."
      })
  private String name;

  @Option(
      names = "--trainer",
      paramLabel = "NAME",
      description = "How to learn: ${COMPLETION-CANDIDATES} (default: pca).")
  private Algorithm trainer;

  @Option(
      names = "--machine-pattern",
      paramLabel = "GLOB",
      description = "Machines that the model is for (default: *).")
  private String machinePattern;

  @Option(
      names = "--per-machine",
      description = {
        "One model a file, for the machine that the file is named after, learned from the file's",
        "first 400 rows (35 %% of them where it has fewer than 1150). A file from which nothing",
        "can be learned gets none, and is named."
      })
  private boolean perMachine;

  @Option(
      names = "--healthy-rows",
      paramLabel = "N",
      description = "Learn from the first N rows of each file.")
  private Integer healthyRows;

  @Option(
      names = "--healthy-fraction",
      paramLabel = "F",
      description = "Learn from the first share of each file's rows, above 0 and up to 1.")
  private Double healthyFraction;

  @Option(
      names = "--hold-out",
      paramLabel = "F",
      description = {
        "Keep the newest share F of each recording from learning, to compare models by (default:",
        "0 with --out or a data set, which has its test side; else 0.2)."
      })
  private Double holdOut;

  @Option(
      names = "--window",
      paramLabel = "W",
      description = "Readings in a window (default: the trainer's own).")
  private Integer window;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no signals.")
  private Set<String> exclude;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of times that name none (default: UTC).")
  private ZoneId zone;

  @Option(
      names = "--interval",
      paramLabel = "MS",
      description = "Spacing of the rows of files without a time column, in milliseconds.")
  private Long intervalMs;

  /** What a training straight into a folder is asked to do. */
  TrainRequest request(List<Path> files, int version, Path out) {
    Algorithm algorithm = or(trainer, Algorithm.PCA);
    return new TrainRequest(
        algorithm.learner(),
        files,
        or(name, DEFAULT_NAME),
        version,
        out,
        or(machinePattern, ALL_MACHINES),
        perMachine,
        healthy(),
        or(window, algorithm.learner().defaultWindow()),
        ReadOptions.DEFAULT
            .without(or(exclude, Set.of()))
            .withZone(or(zone, ZoneId.of("UTC")))
            .withInterval(interval(0)));
  }

  /**
   * These options over what an environment file says.
   *
   * @param recordings what is learned from
   * @param inUse the model that all machines share, whose next version this is where nothing else
   *     is said
   */
  TrainSettings over(
      TrainSection section, Recordings recordings, Optional<ModelManifest.Entry> inUse) {
    boolean simulated = recordings instanceof Recordings.Simulated;
    String nextName =
        inUse.map(ModelManifest.Entry::name).orElse(simulated ? SIMULATED_NAME : DEFAULT_NAME);
    String nextMachines =
        inUse
            .map(model -> model.machines().getFirst())
            .orElse(simulated ? SIMULATED_MACHINES : ALL_MACHINES);
    Algorithm algorithm = or(trainer, section.algorithm());
    boolean healthySaid = healthyRows != null || healthyFraction != null;
    Integer rows = healthySaid ? healthyRows : section.healthyRows();
    Double fraction = healthySaid ? healthyFraction : section.healthyFraction();
    boolean each = perMachine || section.perMachine();
    boolean allLearned = rows == null && fraction == null && !each && !recordings.hasTestSide();
    return new TrainSettings(
        algorithm,
        or(name, or(section.name(), nextName)),
        or(machinePattern, or(section.machinePattern(), nextMachines)),
        each,
        rows,
        fraction,
        or(holdOut, or(section.holdOut(), allLearned ? DEFAULT_HOLD_OUT : 0)),
        or(window, or(section.window(), algorithm.learner().defaultWindow())),
        or(exclude, section.exclude()),
        or(zone, ZoneId.of(section.zone())),
        interval(section.intervalMs()),
        Duration.parse(section.timeLimit()));
  }

  private long interval(long otherwise) {
    return intervalMs == null ? otherwise : intervalMs;
  }

  private HealthyPart healthy() {
    return HealthyPart.of(healthyRows, healthyFraction, or(holdOut, 0.0), perMachine);
  }

  private static <T> T or(T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  /**
   * @param namePattern what {@code --name} has to match
   */
  void check(CommandLine command, String namePattern) {
    require(command, name == null || name.matches(namePattern), "--name must match " + namePattern);
    require(
        command,
        window == null || (window >= 1 && window <= 1000),
        "--window must be from 1 to 1000");
    require(command, interval(0) >= 0, "--interval must not be negative");
    require(
        command,
        healthyRows == null || healthyFraction == null,
        "--healthy-rows and --healthy-fraction exclude each other");
    require(
        command,
        holdOut == null || (healthyRows == null && healthyFraction == null),
        "--hold-out excludes --healthy-rows and --healthy-fraction, which leave rows out already");
    require(
        command,
        holdOut == null || (holdOut >= 0 && holdOut <= MOST_HELD_OUT),
        "--hold-out must be from 0 to " + MOST_HELD_OUT);
    require(command, healthyRows == null || healthyRows > 0, "--healthy-rows must be at least 1");
    require(
        command,
        healthyFraction == null || (healthyFraction > 0 && healthyFraction <= 1),
        "--healthy-fraction must be above 0 and at most 1");
  }

  static void require(CommandLine command, boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(command, rule);
    }
  }
}
