package fettle.ops.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/**
 * How long a person waited, in milliseconds.
 *
 * @param name what they did
 * @param paints from each event to the next paint
 * @param answers from each event to the paint of its answer; empty where the page needs none
 */
record Interaction(String name, double[] paints, double[] answers) {

  static Interaction of(String name, JsonNode taken) {
    return new Interaction(name, sorted(taken.path("paints")), sorted(taken.path("answers")));
  }

  private static double[] sorted(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .sorted()
        .toArray();
  }

  @Override
  public String toString() {
    String answered = answers.length == 0 ? "" : said(answers);
    return "%-22s %s   %s".formatted(name, said(paints), answered);
  }

  private static String said(double[] sorted) {
    double most = DoubleStream.of(sorted).max().orElse(Double.NaN);
    double median = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    return "%5.0f ms (p50) %5.0f ms at most, of %d".formatted(median, most, sorted.length);
  }
}
