package fettle.ops.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.train.algorithm.Algorithm;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
    List<SkabReport.Result> results =
        candidates.stream()
            .map(candidate -> new SkabReport.Result(candidate, protocol.judge(candidate)))
            .toList();
    if (json) {
      print(report.json(results));
    } else {
      report.print(results, out());
    }
  }

  private void nab(List<Candidate> candidates) {
    NabProtocol protocol = NabProtocol.of(nab, windows);
    NabReport report = new NabReport(protocol);
    List<NabReport.Result> results =
        candidates.stream()
            .map(candidate -> new NabReport.Result(candidate, protocol.judge(candidate)))
            .toList();
    if (json) {
      print(report.json(results));
    } else {
      report.print(results, out());
    }
  }

  private void print(ObjectNode node) {
    out().println(node.toPrettyString());
    out().flush();
  }

  private PrintWriter out() {
    CommandLine command = spec.commandLine();
    return command.getOut();
  }
}
