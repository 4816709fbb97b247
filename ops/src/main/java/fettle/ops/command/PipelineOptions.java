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
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.store.RunPublisher;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Options of every command that runs a pipeline. Mixed into a command. */
public final class PipelineOptions {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineOptions.class);
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
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "who asks for the run, to be shown with it (default: ${DEFAULT-VALUE})")
  private String by;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where runs are written down (default: .fettle/environments/NAME/TARGET)")
  private Path state;

  private final Redaction redaction = withSecretsOfThisProcess();
  private final RunListener listener;

  /** As a person or a script uses it: runs are printed. */
  public PipelineOptions() {
    this(null);
  }

  /**
   * @param listener is told of the runs, in place of what would be printed
   */
  public PipelineOptions(RunListener listener) {
    this.listener = listener;
  }

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

  /** What another command has to be told to work on the same environment. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--target", target.toString()));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toString()));
    }
    if (state != null) {
      arguments.addAll(List.of("--state", state.toString()));
    }
    return arguments;
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
        new PipelineRunner(
            journal(environment),
            redaction,
            target == Target.LOCAL ? Retries.NEARBY : Retries.DEFAULT,
            clock);
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
    RunPublisher publisher = new RunPublisher(EnvironmentStore.of(this, environment), by, clock);
    try (publisher) {
      RunState run = runner.run(pipeline, request, listener(pipeline.name(), out).and(publisher));
      return run.succeeded() ? 0 : 1;
    } finally {
      publisher
          .trouble()
          .ifPresent(
              trouble -> LOG.warn("the dashboard does not show this run's end: {}", trouble));
    }
  }

  /** Shows a run that begins now as the options say. */
  public RunListener listener(String pipeline, PrintWriter out) {
    if (listener != null) {
      return listener;
    }
    return json ? new JsonLinesListener(out, pipeline) : new ConsoleListener(out, Instant.now());
  }
}
