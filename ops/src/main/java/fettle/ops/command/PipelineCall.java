package fettle.ops.command;

import fettle.ops.Failure;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs a pipeline's command in this process, just as {@code ./fettle} would. */
public final class PipelineCall {
  private PipelineCall() {}

  /**
   * How it went.
   *
   * @param run empty when it failed before it had a run
   * @param error why it failed, a sentence or a few; {@code null} when it did not
   */
  public record Outcome(Optional<RunState> run, String error) {

    public boolean succeeded() {
      return error == null;
    }
  }

  /**
   * @param command made with the options that it is to use
   * @param arguments as on the command line, without the command's name
   * @param listener is told of the run
   */
  public static Outcome run(
      Function<PipelineOptions, Callable<Integer>> command,
      List<String> arguments,
      RunListener listener) {
    Newest newest = new Newest();
    PipelineOptions options = new PipelineOptions(listener.and(newest));
    StringBuilder trouble = new StringBuilder();
    CommandLine line = new CommandLine(command.apply(options));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(Writer.nullWriter()));
    line.setParameterExceptionHandler(
        (exception, unused) -> {
          trouble.append(exception.getMessage());
          return line.getCommandSpec().exitCodeOnInvalidInput();
        });
    line.setExecutionExceptionHandler(
        (exception, unused, parsed) -> {
          trouble.append(exception instanceof Failure ? exception.getMessage() : exception);
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
    int exitCode = line.execute(arguments.toArray(String[]::new));
    Optional<RunState> run = Optional.ofNullable(newest.state);
    if (exitCode == 0) {
      return new Outcome(run, null);
    }
    String error =
        trouble.isEmpty()
            ? run.map(it -> String.join("; ", it.errors())).orElse("")
            : trouble.toString();
    return new Outcome(run, options.redaction().clean(error));
  }

  /** Keeps what the run is at. */
  private static final class Newest implements RunListener {
    private volatile RunState state;

    @Override
    public void on(Event event) {
      // the state says it all
    }

    @Override
    public void changed(RunState changed) {
      state = changed;
    }
  }
}
