package fettle.ops.evaluate;

import fettle.ops.Failure;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.ReadOptions;
import fettle.recording.ReadResult;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Outlier detection as the Skoltech Anomaly Benchmark (waico/SKAB, v0.9) publishes it: of each file
 * the first 400 rows are learned from without their labels, every later row is tested, and counts
 * are pooled over all files.
 */
final class SkabProtocol {
  static final int TRAINING_ROWS = 400;

  private static final int DEEPEST = 3;

  /**
   * A file to be judged by.
   *
   * @param name below the folder that was named
   */
  record Run(String name, Recording recording) {}

  private final List<Run> runs;
  private final List<String> leftOut;

  private SkabProtocol(List<Run> runs, List<String> leftOut) {
    this.runs = List.copyOf(runs);
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * Every labelled CSV file in a folder and those below that has rows to test.
   *
   * @throws Failure when there is none, or one cannot be read
   */
  static SkabProtocol in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(folder + " is no folder; --skab names one with SKAB's CSV files");
    }
    RecordingReader reader = new RecordingReader(ReadOptions.DEFAULT);
    List<Run> runs = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString();
      switch (reader.read(file)) {
        case ReadResult.Unreadable unreadable -> throw new Failure(unreadable.problem());
        case ReadResult.Read read when read.recording().anomalous() == null ->
            leftOut.add(name + ": no column 'anomaly'");
        case ReadResult.Read read when read.recording().rows() <= TRAINING_ROWS ->
            leftOut.add(
                "%s: %d rows, and the protocol learns from the first %d"
                    .formatted(name, read.recording().rows(), TRAINING_ROWS));
        case ReadResult.Read read -> runs.add(new Run(name, read.recording()));
      }
    }
    if (runs.isEmpty()) {
      throw new Failure(
          "there is no CSV file to measure on in %s%s; name the folder that holds SKAB's files, such"
                  .formatted(
                      folder, leftOut.isEmpty() ? "" : " (" + String.join("; ", leftOut) + ")")
              + " as data/valve1");
    }
    return new SkabProtocol(runs, leftOut);
  }

  List<Run> runs() {
    return runs;
  }

  /** Files that are no part of it, each with the reason. */
  List<String> leftOut() {
    return leftOut;
  }

  /** Rows that are tested, over all files. */
  long testedRows() {
    return runs.stream().mapToLong(run -> run.recording().rows() - TRAINING_ROWS).sum();
  }

  /** In the order of {@link #runs}. */
  List<Judgement> judge(Candidate candidate) {
    List<Judgement> judgements = new ArrayList<>();
    for (Run run : runs) {
      Recording recording = run.recording();
      Trained trained = candidate.learn(recording, TRAINING_ROWS);
      judgements.add(
          Judgement.of(
              recording.times(),
              recording.anomalous(),
              Candidate.verdicts(trained, recording, TRAINING_ROWS),
              TRAINING_ROWS));
    }
    return judgements;
  }

  /** In the order of folders, and within one by number where files are called by numbers. */
  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.filter(file -> file.toString().endsWith(".csv"))
          .sorted(
              Comparator.comparing((Path file) -> file.getParent().toString())
                  .thenComparingInt(file -> file.getFileName().toString().length())
                  .thenComparing(file -> file.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new Failure(folder + " cannot be read: " + e, e);
    }
  }
}
