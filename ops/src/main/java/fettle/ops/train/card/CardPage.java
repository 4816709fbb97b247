package fettle.ops.train.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** A card as one HTML page that loads nothing. */
final class CardPage {
  private static final String STYLE =
      """
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
             padding: 0 1rem; color: #1c2430; background: #fff; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; } td, th { text-align: left; padding: .15rem 1rem .15rem 0; }
      th { font-weight: 600; } td.hash { font-family: monospace; word-break: break-all; }
      .charts { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; width: 260px; }
      figcaption { font-weight: 600; } svg { width: 100%; } svg text { font-size: 11px; }
      .bar { fill: #2f6db5; } polyline { fill: none; stroke-width: 1.5; }
      .f1 { stroke: #2f6db5; color: #2f6db5; } .falseAlarmRate { stroke: #b5532f; color: #b5532f; }
      .missedAlarmRate { stroke: #6b7280; color: #6b7280; }
      .threshold { stroke: #1c2430; stroke-dasharray: 3 3; }
      @media (prefers-color-scheme: dark) {
        body { background: #12161c; color: #dfe5ee; } svg text { fill: #dfe5ee; }
        .threshold { stroke: #dfe5ee; } }
      """;

  private final StringBuilder html = new StringBuilder();

  private CardPage() {}

  static String of(ObjectNode card) {
    CardPage page = new CardPage();
    page.write(card);
    return page.html.toString();
  }

  private void write(ObjectNode card) {
    String title = card.path("name").asText() + ":" + card.path("version").asText();
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(escape(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Model ")
        .append(escape(title))
        .append("</h1>");
    JsonNode data = card.path("data");
    html.append("<table>");
    row("made", card.path("made").asText());
    row("for machines", data.path("machines").asText());
    row("trainer", card.path("trainer").asText());
    row("signals", join(data.path("signals")));
    row(
        "window",
        data.path("window").asText() + " readings of " + data.path("intervalMs").asText() + " ms");
    row("windows learned from", data.path("windowsLearnedFrom").asText());
    row("anomalous from a score of", CardChart.number(card.path("threshold").asDouble()));
    html.append("</table>");
    comparison(card.path("comparison"));
    labels(card.path(LabelShift.FIELD));
    metrics(card);
    charts(card.path("reference"));
    files(data);
    heading("How it was learned");
    html.append("<table>");
    fields(card.path("parameters"), "");
    html.append("</table>");
    heading("Provenance");
    html.append("<table>");
    fields(card.path("provenance"), " class=\"hash\"");
    html.append("</table></body></html>\n");
  }

  /** What came of the comparison with the model that was in use then. */
  private void comparison(JsonNode comparison) {
    if (comparison.isMissingNode()) {
      return;
    }
    heading("In use or not");
    html.append("<p>").append(escape(comparison.path("words").asText())).append(".</p>");
    JsonNode figures = comparison.path("figures");
    if (figures.isObject()) {
      html.append("<table><tr><th>on ")
          .append(escape(comparison.path("rows").asText()))
          .append(" newest rows</th><th>")
          .append(escape(comparison.path("candidate").asText()))
          .append("</th><th>")
          .append(escape(comparison.path("inUse").asText()))
          .append("</th></tr>");
      for (Map.Entry<String, JsonNode> figure : figures.properties()) {
        JsonNode other = comparison.path("figuresInUse").path(figure.getKey());
        html.append("<tr><th>")
            .append(escape(figure.getKey()))
            .append("</th><td>")
            .append(CardChart.number(figure.getValue().asDouble()))
            .append("</td><td>")
            .append(CardChart.number(other.asDouble()))
            .append("</td></tr>");
      }
      html.append("</table>");
    }
    html.append("<ul>");
    comparison
        .path("notes")
        .forEach(note -> html.append("<li>").append(escape(note.asText())).append("</li>"));
    html.append("</ul>");
  }

  /** How labels changed against the version before. */
  private void labels(JsonNode labels) {
    if (labels.isMissingNode()) {
      return;
    }
    heading("Labels since version " + labels.path("versionBefore").asText());
    html.append("<table>");
    for (Map.Entry<String, JsonNode> field : labels.properties()) {
      row(
          field.getKey(),
          field.getValue().isFloatingPointNumber()
              ? CardChart.number(field.getValue().asDouble())
              : field.getValue().asText());
    }
    html.append("</table>");
  }

  private void metrics(ObjectNode card) {
    heading("Metrics, with 95 % intervals");
    html.append("<table>");
    for (Map.Entry<String, JsonNode> metric : card.path("metrics").properties()) {
      JsonNode interval = card.path("intervals").path(metric.getKey());
      String within =
          interval.isArray()
              ? " (%s to %s)"
                  .formatted(
                      CardChart.number(interval.get(0).asDouble()),
                      CardChart.number(interval.get(1).asDouble()))
              : "";
      double value = metric.getValue().asDouble();
      String text =
          value == Math.rint(value)
              ? String.format(Locale.ROOT, "%.0f", value)
              : CardChart.number(value);
      row(metric.getKey(), text + within);
    }
    html.append("</table>");
    if (!card.path("curve").isEmpty()) {
      html.append("<div class=\"charts\"><figure><figcaption>")
          .append("<span class=\"f1\">F1</span>, <span class=\"falseAlarmRate\">false</span> and ")
          .append("<span class=\"missedAlarmRate\">missed</span> alarms by threshold</figcaption>")
          .append(CardChart.curve(card.path("curve"), card.path("threshold").asDouble()))
          .append("</figure></div>");
    }
  }

  private void charts(JsonNode reference) {
    heading("Distributions of what was learned from");
    html.append("<div class=\"charts\">");
    figure("score of windows held out", reference.path("score"));
    for (Map.Entry<String, JsonNode> signal : reference.path("signals").properties()) {
      figure(signal.getKey(), signal.getValue());
    }
    html.append("</div>");
  }

  private void figure(String caption, JsonNode distribution) {
    html.append("<figure><figcaption>")
        .append(escape(caption))
        .append("</figcaption>")
        .append(CardChart.distribution(distribution))
        .append("</figure>");
  }

  private void files(JsonNode data) {
    heading("Data");
    html.append("<table><tr><th>file</th><th>rows</th><th>learned from</th><th>labelled anomalous")
        .append("</th><th>first</th><th>last</th></tr>");
    for (JsonNode file : data.path("files")) {
      html.append("<tr>");
      file.forEach(cell -> html.append("<td>").append(escape(cell.asText())).append("</td>"));
      html.append("</tr>");
    }
    html.append("</table><ul>");
    data.path("notices")
        .forEach(notice -> html.append("<li>").append(escape(notice.asText())).append("</li>"));
    html.append("</ul>");
  }

  private void heading(String text) {
    html.append("<h2>").append(escape(text)).append("</h2>");
  }

  private void fields(JsonNode node, String attributes) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      row(field.getKey(), field.getValue().asText(), attributes);
    }
  }

  private void row(String name, String value) {
    row(name, value, "");
  }

  private void row(String name, String value, String attributes) {
    html.append("<tr><th>")
        .append(escape(name))
        .append("</th><td")
        .append(attributes)
        .append('>')
        .append(escape(value))
        .append("</td></tr>");
  }

  private static String join(JsonNode texts) {
    StringBuilder joined = new StringBuilder();
    texts.forEach(text -> joined.append(joined.isEmpty() ? "" : ", ").append(text.asText()));
    return joined.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
