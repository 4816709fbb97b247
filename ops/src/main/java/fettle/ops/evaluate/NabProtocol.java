package fettle.ops.evaluate;

import fettle.ops.Failure;
import fettle.ops.evaluate.Judgement.Verdict;
import fettle.ops.evaluate.NabWindows.Span;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.ReadOptions;
import fettle.recording.ReadResult;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One long series of one signal with labelled windows, as the Numenta Anomaly Benchmark lays it
 * out. The first 15 % of its rows, at most 750, are learned from without labels and not judged.
 */
final class NabProtocol {
  private static final double PROBATION = 0.15;
  private static final int LONGEST_PROBATION = 750;

  private final Recording recording;
  private final boolean[] labels;
  private final List<NabScore.Window> windows;

  private NabProtocol(Recording recording, boolean[] labels, List<NabScore.Window> windows) {
    this.recording = recording;
    this.labels = labels;
    this.windows = windows;
  }

  /**
   * @throws Failure when the series or its windows cannot be used
   */
  static NabProtocol of(Path series, Path windowsFile) {
    Recording recording =
        switch (new RecordingReader(ReadOptions.DEFAULT).read(series)) {
          case ReadResult.Read read -> read.recording();
          case ReadResult.Unreadable unreadable -> throw new Failure(unreadable.problem());
        };
    boolean[] labels = new boolean[recording.rows()];
    List<NabScore.Window> windows = new ArrayList<>();
    for (Span span : NabWindows.of(windowsFile, series)) {
      windows.add(window(span, recording, labels, series));
    }
    int probation = probation(recording.rows());
    windows.removeIf(window -> window.last() < probation);
    if (windows.isEmpty()) {
      throw new Failure(
          "every window of %s ends within the first %d rows, which are learned from"
              .formatted(series, probation));
    }
    return new NabProtocol(recording, labels, windows);
  }

  private static NabScore.Window window(
      Span span, Recording recording, boolean[] labels, Path series) {
    int first = -1;
    int last = -1;
    for (int row = 0; row < labels.length; row++) {
      long time = recording.times()[row];
      if (time >= span.begin() && time <= span.end()) {
        first = first < 0 ? row : first;
        last = row;
        labels[row] = true;
      }
    }
    if (first < 0) {
      throw new Failure(
          "%s has no row between %s and %s, where a window is labelled"
              .formatted(
                  series, Instant.ofEpochMilli(span.begin()), Instant.ofEpochMilli(span.end())));
    }
    return new NabScore.Window(first, last);
  }

  static int probation(int rows) {
    return (int) Math.min(PROBATION * rows, LONGEST_PROBATION);
  }

  int trainingRows() {
    return probation(recording.rows());
  }

  int testedRows() {
    return recording.rows() - trainingRows();
  }

  int windows() {
    return windows.size();
  }

  /**
   * @param nab the benchmark's own score, at most 100
   */
  record Result(Judgement judgement, double nab) {}

  Result judge(Candidate candidate) {
    int first = trainingRows();
    Trained trained = candidate.learn(recording, first);
    Verdict[] verdicts = Candidate.verdicts(trained, recording, first);
    return new Result(
        Judgement.of(recording.times(), labels, verdicts, first),
        NabScore.of(windows, verdicts, first));
  }
}
