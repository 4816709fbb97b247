package fettle.ops.train.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LabelShiftTest {

  private static ObjectNode card(int version, int window, long rows, long anomalous) {
    ObjectNode card = new ObjectMapper().createObjectNode().put("version", version);
    ObjectNode data = card.putObject("data").put("window", window);
    data.putArray("files").addObject().put("rows", rows).put("rowsLabelledAnomalous", anomalous);
    return card;
  }

  @Test
  void faultsThatBecameMoreFrequentAreNoted() {
    ObjectNode now = card(4, 10, 10_000, 3_000);

    LabelShift.note(card(3, 10, 10_000, 1_000), now);

    assertThat(now.path("labels").path("outcome").asText()).isEqualTo("SHIFTED");
    assertThat(now.path("labels").path("versionBefore").asInt()).isEqualTo(3);
    assertThat(now.path("labels").path("anomalousBefore").asDouble()).isEqualTo(0.1);
    assertThat(now.path("labels").path("anomalous").asDouble()).isEqualTo(0.3);
    assertThat(now.path("labels").path("chiSquare").asDouble())
        .isGreaterThan(now.path("labels").path("chiSquareLimit").asDouble());
  }

  @Test
  void theRowsOfAWindowAreOneLabel() {
    ObjectNode now = card(4, 1_000, 10_000, 3_000);

    LabelShift.note(card(3, 1_000, 10_000, 1_000), now);

    assertThat(now.path("labels").path("outcome").asText()).isNotEqualTo("SHIFTED");
  }

  @Test
  void withoutLabelsThereIsNothingToNote() {
    ObjectNode now = card(4, 10, 10_000, 0);

    LabelShift.note(card(3, 10, 10_000, 0), now);

    assertThat(now.has("labels")).isFalse();
  }
}
