package fettle.ops.train;

import fettle.ops.csv.CsvOptions;
import fettle.ops.train.reference.Evaluation;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.TrainOutcome.Failed;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.TrainResult;
import fettle.ops.train.reference.Training;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fettle train}: 0 with models written, 1 with a sentence on why there are none. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns the reference state of machines from CSV recordings and writes ONNX models with a",
      "manifest. The same files and options give the same bytes."
    })
public final class TrainCommand implements Callable<Integer> {

  private static final String NAME = "[A-Za-z0-9_-]{1,64}";

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      arity = "1..*",
      required = true,
      paramLabel = "FILE.csv",
      description = "Recordings: a header, one reading a row.")
  private List<Path> from;

  @Option(
      names = "--name",
      defaultValue = "machine",
      paramLabel = "NAME",
      description = "Name of the model (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "N",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private int version;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the models and manifest.json.")
  private Path out;

  @Option(
      names = "--machine-pattern",
      defaultValue = "*",
      paramLabel = "GLOB",
      description = "Machines that the model is for (default: ${DEFAULT-VALUE}).")
  private String machinePattern;

  @Option(
      names = "--per-machine",
      description = {
        "One model a file, for the machine that the file is named after, learned from the file's",
        "first 400 rows (35 % of them where it has fewer than 1150)."
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
      names = "--window",
      defaultValue = "" + TrainRequest.DEFAULT_WINDOW,
      paramLabel = "W",
      description = "Readings in a window (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no signals.")
  private Set<String> exclude = Set.of();

  @Option(
      names = "--zone",
      defaultValue = "UTC",
      paramLabel = "ZONE",
      description = "Zone of times that name none (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Option(
      names = "--interval",
      defaultValue = "0",
      paramLabel = "MS",
      description = "Spacing of the rows of files without a time column, in milliseconds.")
  private long intervalMs;

  @Override
  public Integer call() {
    check();
    TrainRequest request =
        new TrainRequest(
            from,
            name,
            version,
            out,
            machinePattern,
            perMachine,
            healthy(),
            window,
            new CsvOptions(Set.copyOf(exclude), zone, intervalMs));
    return switch (Training.run(request)) {
      case Written written -> {
        print(written);
        yield 0;
      }
      case Failed failed -> {
        spec.commandLine().getErr().println("train: " + failed.problem());
        yield 1;
      }
    };
  }

  private void check() {
    require(name.matches(NAME), "--name must match " + NAME);
    require(version > 0, "--model-version must be at least 1");
    require(window >= 2 && window <= 1000, "--window must be from 2 to 1000");
    require(intervalMs >= 0, "--interval must not be negative");
    require(
        healthyRows == null || healthyFraction == null,
        "--healthy-rows and --healthy-fraction exclude each other");
    require(healthyRows == null || healthyRows > 0, "--healthy-rows must be at least 1");
    require(
        healthyFraction == null || (healthyFraction > 0 && healthyFraction <= 1),
        "--healthy-fraction must be above 0 and at most 1");
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  private HealthyPart healthy() {
    if (healthyRows != null) {
      return new HealthyPart.Rows(healthyRows);
    }
    if (healthyFraction != null) {
      return new HealthyPart.Fraction(healthyFraction);
    }
    return perMachine ? new HealthyPart.Beginning() : new HealthyPart.Unlabelled();
  }

  private void print(Written written) {
    PrintWriter out = spec.commandLine().getOut();
    for (Model model : written.models()) {
      TrainResult.Trained trained = model.trained();
      out.printf(
          Locale.ROOT,
          "%s:%d for %s: %d signals, window %d of %d ms, learned from %d windows,"
              + " %d components, %.1f %% alarms on held-out healthy windows%s%n",
          model.name(),
          model.version(),
          String.join(", ", model.machines()),
          trained.spec().signals().size(),
          trained.spec().length(),
          trained.spec().intervalMs(),
          trained.windows(),
          trained.components(),
          100 * trained.heldOutAlarmRate(),
          rates(trained.evaluation()));
      trained.notices().forEach(notice -> out.println("  " + notice));
    }
    if (written.models().size() > 1 && written.evaluation().rows() > 0) {
      out.println("all models" + rates(written.evaluation()));
    }
    out.println("manifest " + written.manifest());
    out.println("sha256   " + written.sha256());
    out.flush();
  }

  private static String rates(Evaluation evaluation) {
    return evaluation.rows() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; on %d labelled rows F1 %.3f, false alarms %.1f %%, missed %.1f %%",
            evaluation.rows(),
            evaluation.f1(),
            100 * evaluation.falseAlarmRate(),
            100 * evaluation.missedAlarmRate());
  }
}
