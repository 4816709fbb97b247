package fettle.ops.train.reference;

import fettle.ops.csv.Recording;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns one model from one or several recordings of the same kind of machine. */
final class Trainer {

  private final String name;
  private final int version;
  private final int window;
  private final HealthyPart healthy;

  Trainer(String name, int version, int window, HealthyPart healthy) {
    this.name = name;
    this.version = version;
    this.window = window;
    this.healthy = healthy;
  }

  TrainResult train(List<Recording> recordings) {
    String problem = RecordingChecks.problem(recordings, healthy);
    if (problem != null) {
      return new Refused(problem);
    }
    List<String> notices = new ArrayList<>(RecordingChecks.notices(recordings, healthy));
    double[] weights = Smoothing.weights(window);
    List<String> signals = recordings.get(0).signals();
    WindowSpec spec = new WindowSpec(signals, window, RecordingChecks.intervalMs(recordings));
    TrainingData data = new TrainingData(recordings, healthy, spec);
    List<double[]> samples = data.healthySamples(weights);
    List<String> resting = data.restingSignals(samples);
    if (!samples.isEmpty() && !resting.isEmpty()) {
      List<String> moving = signals.stream().filter(s -> !resting.contains(s)).toList();
      if (moving.isEmpty()) {
        return new Refused(
            files(recordings) + ": no signal ever changes; there is nothing to learn");
      }
      notices.add("left out, never changes: " + String.join(", ", resting));
      data =
          new TrainingData(recordings, healthy, new WindowSpec(moving, window, spec.intervalMs()));
      samples = data.healthySamples(weights);
    }
    int least = Math.max(Limits.BLOCKS * window, 10 * data.spec().signals().size());
    if (samples.size() < least) {
      return new Refused(
          "%s: %d full windows of %d readings in the healthy part, at least %d are needed; record"
                  .formatted(files(recordings), samples.size(), window, least)
              + " more, or choose a smaller --window");
    }
    return fit(data, samples, weights, notices);
  }

  private Trained fit(
      TrainingData data, List<double[]> samples, double[] weights, List<String> notices) {
    PrincipalComponents components = PrincipalComponents.fit(samples);
    Limits limits = Limits.of(samples, window, components.scale());
    ReferenceModel model = ReferenceModel.of(components, limits, weights);
    Evaluation evaluation = data.evaluate(model);
    double alarms =
        (double) Arrays.stream(limits.heldOut()).filter(index -> index >= 1).count()
            / samples.size();
    ModelMetadata metadata =
        new ModelMetadata(
            name, version, data, components, limits, samples.size(), alarms, evaluation);
    return new Trained(
        data.spec(),
        model,
        OnnxWriter.write(name, version, model, metadata.properties()),
        samples.size(),
        components.kept(),
        alarms,
        evaluation,
        notices);
  }

  private static String files(List<Recording> recordings) {
    String first = recordings.get(0).file().toString();
    return recordings.size() == 1 ? first : first + " and " + (recordings.size() - 1) + " more";
  }
}
