package fettle.ops.train.reference;

/**
 * Numbers as a graph holds them. A model rounds its constants so, and is then the same in Java and
 * as a graph.
 */
public final class SinglePrecision {

  private SinglePrecision() {}

  public static double round(double value) {
    return (float) value;
  }

  public static double[] round(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = round(values[i]);
    }
    return rounded;
  }

  public static double[][] round(double[][] rows) {
    double[][] rounded = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      rounded[i] = round(rows[i]);
    }
    return rounded;
  }
}
