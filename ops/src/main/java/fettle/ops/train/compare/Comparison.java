package fettle.ops.train.compare;

import fettle.ops.Failure;
import fettle.ops.train.compare.Evidence.Machine;
import fettle.ops.train.reference.RecordingFiles;
import fettle.recording.ReadResult;
import fettle.recording.Recording;
import fettle.recording.RecordingName;
import fettle.telemetry.model.ModelManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Lets two models score the newest rows, a recording at a time. */
public final class Comparison {
  /** Beyond this ratio a window of one model spans another time than it learned. */
  private static final double MOST_SPACING = 2;

  private final Models candidate;
  private final Models inUse;
  private final Consumer<String> say;
  private final List<Machine> machines = new ArrayList<>();
  private final TreeSet<String> unwatched = new TreeSet<>();
  private final TreeSet<String> missing = new TreeSet<>();
  private final Jumps jumps = new Jumps();
  private String spacing;

  private Comparison(Models candidate, Models inUse, Consumer<String> say) {
    this.candidate = candidate;
    this.inUse = inUse;
    this.say = say;
  }

  /**
   * Which is better.
   *
   * @param say takes a line for a person
   * @throws Failure when a recording or a model cannot be read
   */
  public static Verdict of(Models candidate, Models inUse, NewestData data, Consumer<String> say) {
    return Decision.of(new Comparison(candidate, inUse, say).evidence(data));
  }

  private Evidence evidence(NewestData data) {
    List<String> lost = candidate.lackingOf(inUse);
    if (lost.isEmpty()) {
      RecordingFiles reader = new RecordingFiles(data.reading());
      for (Path file : data.files()) {
        switch (reader.read(file)) {
          case ReadResult.Read read -> compare(read.recording(), data);
          // where each machine has its own model, one that cannot be read goes without
          case ReadResult.Unreadable unreadable -> say.accept(unreadable.problem());
        }
      }
    }
    return new Evidence(
        candidate.title(),
        inUse.title(),
        lost,
        spacing,
        machines,
        List.copyOf(unwatched),
        List.copyOf(missing),
        jumps.seen());
  }

  private void compare(Recording recording, NewestData data) {
    String machine = RecordingName.machineOf(recording.file());
    Optional<ModelManifest.Entry> ours = candidate.of(machine);
    Optional<ModelManifest.Entry> theirs = inUse.of(machine);
    if (ours.isEmpty() || theirs.isEmpty()) {
      say.accept(
          "%s: %s"
              .formatted(
                  machine,
                  ours.isEmpty()
                      ? "no model of " + candidate.title() + " is for it, so nothing is compared"
                      : "it had no model before"));
      return;
    }
    try (OnnxModel first = candidate.open(ours.get());
        OnnxModel second = inUse.open(theirs.get())) {
      compare(machine, recording, first, second, data);
    }
  }

  private void compare(
      String machine, Recording recording, OnnxModel ours, OnnxModel theirs, NewestData data) {
    OnnxModel.Facts own = ours.facts();
    OnnxModel.Facts other = theirs.facts();
    double ratio = (double) own.spec().intervalMs() / other.spec().intervalMs();
    if (ratio > MOST_SPACING || ratio < 1 / MOST_SPACING) {
      spacing =
          "%s is for readings every %d ms and %s for readings every %d ms: no rows suit both"
              .formatted(
                  candidate.title(),
                  own.spec().intervalMs(),
                  inUse.title(),
                  other.spec().intervalMs());
      return;
    }
    boolean[] skip = data.skipped(recording, other.newest());
    ScoredRows first = ScoredRows.of(ours, recording, skip);
    ScoredRows second = ScoredRows.of(theirs, recording, skip);
    missing.addAll(second.missing());
    for (String signal : other.spec().signals()) {
      if (!own.spec().signals().contains(signal) && !second.missing().contains(signal)) {
        unwatched.add(signal);
      }
    }
    jumps.tryOn(ours, first);
    machines.add(
        new Machine(
            machine,
            new Evidence.Pair(own.promised(), other.promised()),
            ScoredRows.rows(skip),
            first.scored(),
            second.scored(),
            recording.anomalous() != null,
            Blocks.of(recording, first, second)));
  }
}
