package fettle.ops.train.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Drawings in a card, as SVG. */
final class CardChart {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 90;
  private static final int FOOT = 16;
  private static final int BARS = 20;

  private CardChart() {}

  /**
   * Bars of how readings are distributed, evenly spaced, with the outermost values written below.
   *
   * @param reference with {@code cuts} and the readings {@code upTo} each; between two cuts
   *     readings are drawn as if spread evenly
   */
  static String distribution(JsonNode reference) {
    JsonNode cuts = reference.path("cuts");
    double low = cuts.get(0).asDouble();
    double high = cuts.get(cuts.size() - 1).asDouble();
    double[] counts = new double[BARS];
    double most = 0;
    for (int i = 0; i < BARS; i++) {
      counts[i] =
          upTo(reference, low + (high - low) * (i + 1) / BARS)
              - (i == 0 ? 0 : upTo(reference, low + (high - low) * i / BARS));
      most = Math.max(most, counts[i]);
    }
    StringBuilder svg = open("distribution");
    double width = (double) WIDTH / BARS;
    for (int i = 0; i < BARS; i++) {
      double height = HEIGHT * counts[i] / most;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                  + "<title>%s to %s: %.0f</title></rect>",
              i * width,
              HEIGHT - height,
              width - 1,
              height,
              number(low + (high - low) * i / BARS),
              number(low + (high - low) * (i + 1) / BARS),
              counts[i]));
    }
    text(svg, 0, "start", number(low));
    text(svg, WIDTH, "end", number(high));
    return svg.append("</svg>").toString();
  }

  private static double upTo(JsonNode reference, double value) {
    JsonNode cuts = reference.path("cuts");
    JsonNode upTo = reference.path("upTo");
    int above = 1;
    while (above < cuts.size() - 1 && cuts.get(above).asDouble() < value) {
      above++;
    }
    double from = cuts.get(above - 1).asDouble();
    double share = Math.clamp((value - from) / (cuts.get(above).asDouble() - from), 0, 1);
    double before = upTo.get(above - 1).asDouble();
    return before + share * (upTo.get(above).asDouble() - before);
  }

  /** F1, false and missed alarm rates over the threshold. */
  static String curve(JsonNode points, double threshold) {
    StringBuilder svg = open("rates over the threshold");
    for (String rate : new String[] {"f1", "falseAlarmRate", "missedAlarmRate"}) {
      svg.append("<polyline class=\"").append(rate).append("\" points=\"");
      for (JsonNode point : points) {
        svg.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                WIDTH * point.path("threshold").asDouble(),
                HEIGHT * (1 - point.path(rate).asDouble())));
      }
      svg.append("\"/>");
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"threshold\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\"/>",
            WIDTH * threshold,
            HEIGHT));
    text(svg, 0, "start", "0");
    text(svg, WIDTH, "end", "1");
    return svg.append("</svg>").toString();
  }

  private static StringBuilder open(String label) {
    return new StringBuilder()
        .append(
            "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">"
                .formatted(label, WIDTH, HEIGHT + FOOT));
  }

  private static void text(StringBuilder svg, int x, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
            .formatted(x, HEIGHT + FOOT - 4, anchor, text));
  }

  /** With as many digits as people read. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
