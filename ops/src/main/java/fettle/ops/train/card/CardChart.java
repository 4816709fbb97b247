package fettle.ops.train.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Drawings in a card, as SVG. */
final class CardChart {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 90;
  private static final int FOOT = 16;

  private CardChart() {}

  /** Bars of a histogram with its outermost edges written below. */
  static String histogram(JsonNode histogram) {
    JsonNode counts = histogram.path("counts");
    JsonNode edges = histogram.path("edges");
    long most = 1;
    for (JsonNode count : counts) {
      most = Math.max(most, count.asLong());
    }
    StringBuilder svg = open("histogram");
    double width = (double) WIDTH / counts.size();
    for (int i = 0; i < counts.size(); i++) {
      double height = (double) HEIGHT * counts.get(i).asLong() / most;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                  + "<title>%s to %s: %d</title></rect>",
              i * width,
              HEIGHT - height,
              width - 1,
              height,
              number(edges.get(i).asDouble()),
              number(edges.get(i + 1).asDouble()),
              counts.get(i).asLong()));
    }
    text(svg, 0, "start", number(edges.get(0).asDouble()));
    text(svg, WIDTH, "end", number(edges.get(counts.size()).asDouble()));
    return svg.append("</svg>").toString();
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
