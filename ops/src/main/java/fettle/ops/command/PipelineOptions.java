package fettle.ops.command;

import fettle.ops.environment.EnvironmentFile;
import fettle.ops.pipeline.ConsoleListener;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.JsonLinesListener;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.PlanText;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunState;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Options of every command that runs a pipeline. Mixed into a command. */
public final class PipelineOptions {
  private static final Path DEFAULT_CONFIG = Path.of("fettle.yaml");

  /** Variables in which the Azure SDK looks for secrets to sign in with. */
  private static final List<String> SIGN_IN_SECRETS =
      List.of("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD");

  /** Where a pipeline works. */
  public enum Target {
    /** The emulator and folders of this machine. */
    LOCAL,
    /** The real cloud. */
    AZURE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "environment file (default: fettle.yaml where there is one, else defaults)")
  private Path config;

  @Option(
      names = "--target",
      defaultValue = "local",
      paramLabel = "local|azure",
      description = "where to work (default: ${DEFAULT-VALUE})")
  private Target target;

  @Option(
      names = "--plan",
      description = "print what would be created, changed or left; touch nothing")
  private boolean plan;

  @Option(names = "--json", description = "JSON lines for programs instead of text")
  private boolean json;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where runs are written down (default: .fettle/environments/NAME/TARGET)")
  private Path state;

  private final Redaction redaction = withSecretsOfThisProcess();

  private static Redaction withSecretsOfThisProcess() {
    Redaction redaction = new Redaction();
    SIGN_IN_SECRETS.stream()
        .map(System::getenv)
        .filter(Objects::nonNull)
        .forEach(redaction::remember);
    return redaction;
  }

  public Target target() {
    return target;
  }

  /** Whether nothing is to be touched. */
  public boolean isPlan() {
    return plan;
  }

  /** Whether a program reads what is printed. */
  public boolean isJson() {
    return json;
  }

  /** The secrets of this process; every one that is read has to be remembered here. */
  public Redaction redaction() {
    return redaction;
  }

  /**
   * @throws fettle.ops.Failure when the file is wrong, naming the field
   */
  public EnvironmentFile environment() {
    if (config != null) {
      return EnvironmentFile.read(config);
    }
    return Files.exists(DEFAULT_CONFIG)
        ? EnvironmentFile.read(DEFAULT_CONFIG)
        : EnvironmentFile.local();
  }

  /** The journal of an environment's runs. */
  public Journal journal(EnvironmentFile environment) {
    return new Journal(folder(environment).resolve("runs"));
  }

  /** What belongs to an environment on this machine: runs, and what steps keep here. */
  public Path folder(EnvironmentFile environment) {
    return state != null
        ? state
        : Path.of(System.getProperty("fettle.root", ""))
            .toAbsolutePath()
            .normalize()
            .resolve(".fettle/environments")
            .resolve(environment.name())
            .resolve(target.toString());
  }

  /**
   * Runs the pipeline, or prints its plan.
   *
   * @param inputs fingerprint of what the run is asked to do beyond the environment file
   * @return 0 when every step got done, 1 otherwise
   */
  public int execute(Pipeline pipeline, EnvironmentFile environment, String inputs, PrintWriter out)
      throws InterruptedException {
    InstantSource clock = InstantSource.system();
    PipelineRunner runner =
        new PipelineRunner(journal(environment), redaction, Retries.DEFAULT, clock);
    PipelineRunner.Request request =
        new PipelineRunner.Request(
            environment.name(), target.toString(), environment.fingerprint() + " " + inputs);
    if (plan) {
      Map<String, Finding> findings = runner.plan(pipeline, request);
      if (json) {
        PlanText.printJson(out, findings);
      } else {
        PlanText.print(out, findings);
      }
      return 0;
    }
    RunState run =
        runner.run(
            pipeline,
            request,
            json
                ? new JsonLinesListener(out, pipeline.name())
                : new ConsoleListener(out, clock.instant()));
    return run.succeeded() ? 0 : 1;
  }
}
