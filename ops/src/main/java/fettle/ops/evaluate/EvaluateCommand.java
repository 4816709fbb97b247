package fettle.ops.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.train.algorithm.Algorithm;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How good the trainers are on labelled data, by published protocols. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures trainers on labelled data, by published protocols. Models learn from the beginning",
      "of a file without its labels; what they say of a row depends on nothing later. Rows whose",
      "window is not full are not scored, and count as not anomalous."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--skab",
      paramLabel = "DIR",
      description = {
        "Folder with CSV files of the Skoltech Anomaly Benchmark, or with folders of them: F1, false",
        "and missed alarm rates, and the delay to the first alarm, beside the published leaderboard."
      })
  private Path skab;

  @Option(
      names = "--nab",
      paramLabel = "FILE.csv",
      description = "One long series 'timestamp,value', as the Numenta Anomaly Benchmark has them.")
  private Path nab;

  @Option(
      names = "--windows",
      paramLabel = "FILE.json",
      description = "The labelled windows for --nab, laid out as its combined_windows.json.")
  private Path windows;

  @Option(
      names = "--trainer",
      paramLabel = "NAME",
      description = {
        "What to measure: ${COMPLETION-CANDIDATES}; may be repeated (default: all that need no",
        "labels)."
      })
  private List<Algorithm> trainers = List.of();

  @Option(
      names = "--window",
      paramLabel = "W",
      description = "Readings in a window (default: each trainer's own).")
  private Integer window;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    check();
    List<Candidate> candidates =
        (trainers.isEmpty() ? Arrays.asList(Algorithm.values()) : trainers)
            .stream()
                .map(Algorithm::learner)
                .filter(learner -> !learner.needsLabels())
                .map(
                    learner ->
                        new Candidate(learner, window == null ? learner.defaultWindow() : window))
                .distinct()
                .toList();
    if (skab != null) {
      skab(candidates);
    } else {
      nab(candidates);
    }
    return 0;
  }

  private void check() {
    require((skab == null) != (nab == null), "name what to measure on with --skab or --nab");
    require((nab == null) == (windows == null), "--nab and --windows go together");
    require(window == null || (window >= 2 && window <= 1000), "--window must be from 2 to 1000");
    for (Algorithm trainer : trainers) {
      require(
          !trainer.learner().needsLabels(),
          "--trainer "
              + trainer
              + " learns from labels, which these protocols keep from it; use ./fettle train, which"
              + " measures it on rows held out");
    }
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  private void skab(List<Candidate> candidates) {
    SkabProtocol protocol = SkabProtocol.in(skab);
    SkabReport report = new SkabReport(protocol);
    measure(
        candidates,
        candidate -> new SkabReport.Result(candidate, protocol.judge(candidate)),
        report::json,
        report::print);
  }

  private void nab(List<Candidate> candidates) {
    NabProtocol protocol = NabProtocol.of(nab, windows);
    NabReport report = new NabReport(protocol);
    measure(
        candidates,
        candidate -> new NabReport.Result(candidate, protocol.judge(candidate)),
        report::json,
        report::print);
  }

  private <R> void measure(
      List<Candidate> candidates,
      Function<Candidate, R> judge,
      Function<List<R>, ObjectNode> asJson,
      BiConsumer<List<R>, PrintWriter> asText) {
    List<R> results = candidates.stream().flatMap(candidate -> measured(judge, candidate)).toList();
    if (results.isEmpty()) {
      throw new Failure("no trainer can learn from this data; the reasons stand above");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson.apply(results).toPrettyString());
      out.flush();
    } else {
      asText.accept(results, out);
    }
  }

  /** One of all that cannot learn here is left out; one that was asked for fails. */
  private <R> Stream<R> measured(Function<Candidate, R> judge, Candidate candidate) {
    try {
      return Stream.of(judge.apply(candidate));
    } catch (Failure e) {
      if (!trainers.isEmpty()) {
        throw e;
      }
      spec.commandLine().getErr().println("left out: " + candidate.name() + ": " + e.getMessage());
      return Stream.empty();
    }
  }
}
