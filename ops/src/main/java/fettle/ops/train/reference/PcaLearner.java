package fettle.ops.train.reference;

import fettle.ops.train.reference.Learned.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** T² and Q over principal components of smoothed windows. */
public final class PcaLearner implements Learner {
  public static final String NAME = "pca";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> parameters() {
    return new TreeMap<>(
        Map.of(
            "explained", Double.toString(PrincipalComponents.EXPLAINED),
            "blocks", Integer.toString(Limits.BLOCKS)));
  }

  @Override
  public int defaultWindow() {
    return TrainRequest.DEFAULT_WINDOW;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public Learned learn(TrainingData data) {
    int window = data.spec().length();
    double[] weights = Smoothing.weights(window);
    List<double[]> samples = data.healthySamples(weights);
    PrincipalComponents components = PrincipalComponents.fit(samples);
    Limits limits = Limits.of(samples, window, components.scale());
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("components", (double) components.kept());
    metrics.put("limitHotelling", limits.hotelling());
    metrics.put("limitResidual", limits.residual());
    return new Fit(
        ReferenceModel.of(components, limits, weights),
        samples.size(),
        Arrays.stream(limits.heldOut()).map(index -> index / (1 + index)).toArray(),
        new boolean[samples.size()],
        JudgedRows.NONE,
        metrics,
        components.kept() + " components");
  }
}
