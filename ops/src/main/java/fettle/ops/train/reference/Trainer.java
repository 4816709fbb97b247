package fettle.ops.train.reference;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Makes one model from one or several recordings of the same kind of machine. */
public final class Trainer {

  private static final int LEAST_BLOCKS = 4;
  private static final int LEAST_WINDOWS_PER_SIGNAL = 10;

  private final Learner learner;
  private final String name;
  private final int version;
  private final int window;
  private final HealthyPart healthy;

  /**
   * @param version of the model
   * @param window W, readings in a window
   * @param healthy the rows to learn from
   */
  public Trainer(Learner learner, String name, int version, int window, HealthyPart healthy) {
    this.learner = learner;
    this.name = name;
    this.version = version;
    this.window = window;
    this.healthy = healthy;
  }

  public TrainResult train(List<Recording> recordings) {
    String problem = RecordingChecks.problem(recordings, healthy, learner.needsLabels());
    if (problem != null) {
      return new Refused(problem);
    }
    List<String> notices =
        new ArrayList<>(RecordingChecks.notices(recordings, healthy, learner.needsLabels()));
    List<String> signals = recordings.get(0).signals();
    WindowSpec spec = new WindowSpec(signals, window, RecordingChecks.intervalMs(recordings));
    TrainingData data = new TrainingData(recordings, healthy, spec, learner.needsLabels());
    List<String> resting = data.restingSignals();
    if (data.windows() > 0 && !resting.isEmpty()) {
      List<String> moving = signals.stream().filter(s -> !resting.contains(s)).toList();
      if (moving.isEmpty()) {
        return new Refused(
            files(recordings) + ": no signal ever changes; there is nothing to learn");
      }
      notices.add("left out, never changes: " + String.join(", ", resting));
      data =
          new TrainingData(
              recordings,
              healthy,
              new WindowSpec(moving, window, spec.intervalMs()),
              learner.needsLabels());
    }
    Optional<Refused> tooFew = tooFewWindows(recordings, data);
    if (tooFew.isPresent()) {
      return tooFew.get();
    }
    return switch (learner.learn(data)) {
      case Learned.Unlearnable nothing -> new Refused(files(recordings) + ": " + nothing.problem());
      case Learned.Fit fit -> trained(data, fit, notices);
    };
  }

  private Optional<Refused> tooFewWindows(List<Recording> recordings, TrainingData data) {
    int least =
        Math.max(LEAST_BLOCKS * window, LEAST_WINDOWS_PER_SIGNAL * data.spec().signals().size());
    int windows = data.windows();
    if (windows >= least) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            "%s: %d full windows of %d readings in the %s, at least %d are needed%s; record more,"
                    .formatted(
                        files(recordings),
                        windows,
                        window,
                        learner.needsLabels() ? "part to learn from" : "healthy part",
                        least,
                        RecordingChecks.breaks(recordings, data.spec().maxGapMs()))
                + " or choose a smaller --window"));
  }

  private Trained trained(TrainingData data, Learned.Fit fit, List<String> notices) {
    double threshold = fit.model().threshold();
    JudgedRows judged = learner.needsLabels() ? fit.judged() : data.judge(fit.model());
    double alarms =
        JudgedRows.of(fit.heldOut(), fit.heldOutLabels(), threshold).evaluation().falseAlarmRate();
    SortedMap<String, String> metadata =
        new ModelMetadata(name, version, data, learner, fit, alarms, judged.evaluation())
            .properties();
    OnnxGraph graph = new OnnxGraph(name, data.spec().length(), data.spec().signals().size());
    fit.model().write(graph);
    return new Trained(
        data.spec(),
        fit,
        graph.bytes(version, metadata),
        metadata,
        alarms,
        judged,
        data.sources(),
        List.copyOf(notices));
  }

  private static String files(List<Recording> recordings) {
    String first = recordings.get(0).file().toString();
    return recordings.size() == 1 ? first : first + " and " + (recordings.size() - 1) + " more";
  }
}
