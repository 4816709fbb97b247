package fettle.ops.train.reference;

import fettle.recording.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold of recordings before anything can be learned from them. */
final class RecordingChecks {

  /** A signal that is absent from more than this share of the rows is no signal. */
  private static final double MOST_MISSING = 0.5;

  /** Squares of larger values leave single precision, in which devices compute. */
  private static final double LARGEST = 1e18;

  private RecordingChecks() {}

  /** One sentence that names file and column, or null. */
  static String problem(List<Recording> recordings, HealthyPart healthy, boolean needsLabels) {
    Recording first = recordings.get(0);
    for (Recording recording : recordings) {
      String wrong =
          Stream.of(
                  lackingColumn(recording, first),
                  lackingColumn(first, recording),
                  tooFewRows(recording, healthy),
                  sparseSignal(recording),
                  hugeValue(recording))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      if (wrong != null) {
        return wrong;
      }
    }
    if (!needsLabels && healthy.leavesOutAnomalous() && allAnomalous(recordings)) {
      return first.file()
          + ": every row to learn from is labelled anomalous, and this trainer learns from healthy"
          + " ones; record some, or mend the labels";
    }
    if (needsLabels) {
      String unlabelled = labelsMissing(recordings, healthy);
      if (unlabelled != null) {
        return unlabelled;
      }
    }
    return intervalMs(recordings) > 0
        ? null
        : first.file() + ": its rows have one and the same time, so their spacing cannot be told";
  }

  private static String lackingColumn(Recording recording, Recording other) {
    Set<String> lacking = new TreeSet<>(other.signals());
    lacking.removeAll(recording.signals());
    return lacking.isEmpty()
        ? null
        : "%s has no column '%s', which %s has; train them apart, or leave it out with --exclude"
            .formatted(recording.file(), lacking.iterator().next(), other.file());
  }

  private static String tooFewRows(Recording recording, HealthyPart healthy) {
    int rows = healthy.rowsOf(recording.rows());
    return rows <= recording.rows()
        ? null
        : "%s has %d rows, fewer than the %d that --healthy-rows asks for"
            .formatted(recording.file(), recording.rows(), rows);
  }

  private static String labelsMissing(List<Recording> recordings, HealthyPart healthy) {
    long anomalous = 0;
    long rows = 0;
    for (Recording recording : recordings) {
      if (recording.anomalous() == null) {
        return "%s has no column of labels ('anomaly' or 'label'), and this trainer learns from them"
                .formatted(recording.file())
            + "; choose another with --trainer";
      }
      for (int row = 0; row < healthy.rowsOf(recording.rows()); row++) {
        anomalous += recording.anomalous()[row] ? 1 : 0;
        rows++;
      }
    }
    if (anomalous == 0 || anomalous == rows) {
      return "%s: all %d rows to learn from are labelled %s; this trainer needs both kinds"
          .formatted(recordings.get(0).file(), rows, anomalous == 0 ? "healthy" : "anomalous");
    }
    return null;
  }

  static List<String> notices(
      List<Recording> recordings, HealthyPart healthy, boolean needsLabels) {
    List<String> notices = new ArrayList<>();
    for (Recording recording : recordings) {
      notices.addAll(recording.remarks());
      boolean[] labels = recording.anomalous();
      long anomalous =
          labels == null ? 0 : IntStream.range(0, labels.length).filter(i -> labels[i]).count();
      if (!needsLabels && healthy.leavesOutAnomalous() && anomalous > 0) {
        notices.add(
            "%s: %d rows labelled anomalous are not learned from"
                .formatted(recording.file(), anomalous));
      }
    }
    return notices;
  }

  /** The median spacing of rows, milliseconds; 0 when no two rows differ in time. */
  static long intervalMs(List<Recording> recordings) {
    long[] steps =
        recordings.stream()
            .map(Recording::times)
            .flatMapToLong(
                times -> IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]))
            .filter(step -> step > 0)
            .sorted()
            .toArray();
    return steps.length == 0 ? 0 : steps[steps.length / 2];
  }

  private static boolean allAnomalous(List<Recording> recordings) {
    return recordings.stream()
        .allMatch(
            recording ->
                recording.anomalous() != null
                    && IntStream.range(0, recording.rows())
                        .allMatch(row -> recording.anomalous()[row]));
  }

  private static String hugeValue(Recording recording) {
    for (int s = 0; s < recording.signals().size(); s++) {
      for (double value : recording.values()[s]) {
        if (Math.abs(value) > LARGEST) {
          return "%s: column '%s' holds %s, and models compute with values up to %s; mend it, or"
                  .formatted(recording.file(), recording.signals().get(s), value, LARGEST)
              + " leave the column out with --exclude";
        }
      }
    }
    return null;
  }

  /**
   * Where the clock breaks rows apart, for the end of a sentence; empty where it does not.
   *
   * @param maxGapMs no window spans a longer pause
   */
  static String breaks(List<Recording> recordings, long maxGapMs) {
    long back = 0;
    long pauses = 0;
    for (Recording recording : recordings) {
      for (int row = 1; row < recording.rows(); row++) {
        long step = recording.times()[row] - recording.times()[row - 1];
        back += step < 0 ? 1 : 0;
        pauses += step > maxGapMs ? 1 : 0;
      }
    }
    List<String> breaks = new ArrayList<>();
    if (back > 0) {
      breaks.add("the %d steps back of its clock".formatted(back));
    }
    if (pauses > 0) {
      breaks.add("the %d pauses of more than %d ms".formatted(pauses, maxGapMs));
    }
    return breaks.isEmpty() ? "" : " (no window spans %s)".formatted(String.join(" or ", breaks));
  }

  private static String sparseSignal(Recording recording) {
    for (int s = 0; s < recording.signals().size(); s++) {
      long missing = Arrays.stream(recording.values()[s]).filter(Double::isNaN).count();
      if (missing > MOST_MISSING * recording.rows()) {
        return "%s: column '%s' has no value in %d of %d rows; leave it out with --exclude"
            .formatted(recording.file(), recording.signals().get(s), missing, recording.rows());
      }
    }
    return null;
  }
}
