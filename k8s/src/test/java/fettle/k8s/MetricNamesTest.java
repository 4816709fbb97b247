package fettle.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alerts and the board ask for metrics that are documented, under the names Prometheus gives them.
 */
class MetricNamesTest {
  private static final List<Path> DOCUMENTS =
      List.of(Path.of("../docs/metrics.md"), Path.of("../stream-gateway/METRICS.md"));

  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z.]+)");
  private static final Pattern NAME = Pattern.compile("\\b(?:fettle|gateway|kafka)_[a-z_]+");

  /** Of a counter, and of a timer. */
  private static final Pattern SUFFIX =
      Pattern.compile("_(total|seconds_(sum|count|max)|seconds)$");

  /** The Kafka client's own, to which the gateway's document refers as {@code kafka.consumer.*}. */
  private static final String KAFKA = "kafka_consumer_";

  private static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path document : DOCUMENTS) {
      DOCUMENTED
          .matcher(Files.readString(document))
          .results()
          .map(it -> it.group(1).replace('.', '_'))
          .forEach(names::add);
    }
    return names;
  }

  private static Set<String> named(Stream<String> expressions) {
    return expressions
        .flatMap(expression -> NAME.matcher(expression).results().map(MatchResult::group))
        .filter(name -> !name.startsWith(KAFKA))
        .map(name -> SUFFIX.matcher(name).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(JsonNode document, String field) {
    return new ArrayList<>(document.findValuesAsText(field));
  }

  @Test
  void everyAlertAsksForMetricsThatThereAre() throws Exception {
    JsonNode alerts = Overlay.YAML.readTree(Path.of("monitoring/alerts.yaml").toFile());

    Set<String> named = named(texts(alerts, "expr").stream());

    assertThat(named).hasSizeGreaterThan(8);
    assertThat(documented()).containsAll(named);
  }

  @Test
  void everyPanelAsksForMetricsThatThereAre() throws Exception {
    JsonNode board = Overlay.YAML.readTree(Path.of("monitoring/board.json").toFile());

    Set<String> named = named(texts(board, "expr").stream());

    assertThat(named).hasSizeGreaterThan(12);
    assertThat(documented()).containsAll(named);
  }

  @Test
  void theDashboardIsScaledOnAMetricThatThereIs() throws Exception {
    JsonNode scaler = Overlay.YAML.readTree(Path.of("connections/dashboard.yaml").toFile());

    Set<String> named = named(texts(scaler, "query").stream());

    assertThat(named).isNotEmpty();
    assertThat(documented()).containsAll(named);
  }

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDo() throws Exception {
    JsonNode alerts = Overlay.YAML.readTree(Path.of("monitoring/alerts.yaml").toFile());

    for (JsonNode rule : alerts.findParents("alert")) {
      assertThat(rule.at("/annotations/summary").asText()).as(rule.toString()).isNotEmpty();
      assertThat(rule.at("/annotations/description").asText()).hasSizeGreaterThan(20);
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
    }
  }
}
