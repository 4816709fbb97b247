package fettle.ops.train.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Principal components of standardised features.
 *
 * @param mean per feature
 * @param scale per feature, the standard deviation
 * @param variances of the components, largest first
 * @param axes {@code axes[component][feature]}, unit vectors in the order of {@code variances}
 * @param kept number of leading components that span the normal state; the others are the residual
 */
record PrincipalComponents(
    double[] mean, double[] scale, double[] variances, double[][] axes, int kept) {

  /** The kept components explain at least this share of the variance. */
  static final double EXPLAINED = 0.9;

  /** Variances below this are rounding: features are standardised, so 1 is a whole signal. */
  private static final double SMALLEST_VARIANCE = 1e-6;

  private static final double SMALLEST_PART_SCALE = 0.25;

  static PrincipalComponents fit(List<double[]> samples) {
    double[] mean = mean(samples);
    return fit(samples, mean, deviation(samples, mean));
  }

  /**
   * Fits a part of a recording. Its own deviations count, but not less than {@value
   * #SMALLEST_PART_SCALE} of the whole recording's: a signal that happens to rest in a part would
   * otherwise make every move of it look infinitely large.
   */
  static PrincipalComponents fitPart(List<double[]> samples, double[] wholeScale) {
    double[] mean = mean(samples);
    double[] scale = deviation(samples, mean);
    for (int f = 0; f < scale.length; f++) {
      scale[f] = Math.max(scale[f], SMALLEST_PART_SCALE * wholeScale[f]);
    }
    return fit(samples, mean, scale);
  }

  private static PrincipalComponents fit(List<double[]> samples, double[] mean, double[] scale) {
    int features = mean.length;
    double[][] covariance = new double[features][features];
    double[] z = new double[features];
    for (double[] sample : samples) {
      for (int f = 0; f < features; f++) {
        z[f] = (sample[f] - mean[f]) / scale[f];
      }
      for (int i = 0; i < features; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += z[i] * z[j];
        }
      }
    }
    for (int i = 0; i < features; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] /= samples.size() - 1;
        covariance[j][i] = covariance[i][j];
      }
    }
    return decompose(mean, scale, covariance);
  }

  private static PrincipalComponents decompose(
      double[] mean, double[] scale, double[][] covariance) {
    int features = mean.length;
    SimpleEVD<SimpleMatrix> eigen = new SimpleMatrix(covariance).eig();
    int[] order =
        IntStream.range(0, features)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] variances = new double[features];
    double[][] axes = new double[features][];
    for (int c = 0; c < features; c++) {
      variances[c] = Math.max(SMALLEST_VARIANCE, eigen.getEigenvalue(order[c]).getReal());
      axes[c] = eigen.getEigenVector(order[c]).getDDRM().getData().clone();
    }
    return new PrincipalComponents(mean, scale, variances, axes, kept(variances));
  }

  private static int kept(double[] variances) {
    double total = Arrays.stream(variances).sum();
    double sum = 0;
    int kept = 0;
    while (kept < variances.length && sum < EXPLAINED * total) {
      sum += variances[kept++];
    }
    return kept;
  }

  /** How far a sample is from normal, within the normal state's own directions and out of them. */
  Distance distance(double[] sample) {
    double hotelling = 0;
    double residual = 0;
    for (int c = 0; c < axes.length; c++) {
      double t = 0;
      for (int f = 0; f < sample.length; f++) {
        t += axes[c][f] * (sample[f] - mean[f]) / scale[f];
      }
      if (c < kept) {
        hotelling += t * t / variances[c];
      } else {
        residual += t * t;
      }
    }
    return new Distance(hotelling, residual);
  }

  /**
   * @param hotelling Hotelling's T² over the kept components
   * @param residual Q, the squared prediction error of the others
   */
  record Distance(double hotelling, double residual) {}

  private static double[] mean(List<double[]> samples) {
    double[] mean = new double[samples.get(0).length];
    for (double[] sample : samples) {
      for (int f = 0; f < mean.length; f++) {
        mean[f] += sample[f];
      }
    }
    for (int f = 0; f < mean.length; f++) {
      mean[f] /= samples.size();
    }
    return mean;
  }

  private static double[] deviation(List<double[]> samples, double[] mean) {
    double[] deviation = new double[mean.length];
    for (double[] sample : samples) {
      for (int f = 0; f < mean.length; f++) {
        deviation[f] += (sample[f] - mean[f]) * (sample[f] - mean[f]);
      }
    }
    for (int f = 0; f < mean.length; f++) {
      deviation[f] = Math.sqrt(deviation[f] / samples.size());
    }
    return deviation;
  }
}
