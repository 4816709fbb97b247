package fettle.ops.train.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.drift.LabelDrift;
import fettle.drift.Sensitivity;
import java.util.Map;

/**
 * How the share of anomalous rows among labelled ones changed since the model in use was learned: a
 * change says that faults, or the people who label them, are not what they were.
 */
public final class LabelShift {
  /** The field of a card that holds it. */
  static final String FIELD = "labels";

  private LabelShift() {}

  /** Rows of a card's recordings. */
  private record Labels(long rows, long anomalous, int window) {
    static Labels of(ObjectNode card) {
      long rows = 0;
      long anomalous = 0;
      for (JsonNode file : card.path("data").path("files")) {
        rows += file.path("rows").asLong();
        anomalous += file.path("rowsLabelledAnomalous").asLong();
      }
      return new Labels(rows, anomalous, Math.max(1, card.path("data").path("window").asInt()));
    }

    Map<String, Long> counts() {
      return Map.of("healthy", rows - anomalous, "anomalous", anomalous);
    }

    double share() {
      return rows == 0 ? 0 : (double) anomalous / rows;
    }
  }

  /** Writes onto a card how its labels differ from those of the card before; neither: nothing. */
  public static void note(ObjectNode before, ObjectNode card) {
    Labels then = Labels.of(before);
    Labels now = Labels.of(card);
    if (then.anomalous() + now.anomalous() == 0 || then.rows() == 0 || now.rows() == 0) {
      return;
    }
    // labels come in runs: neighbouring rows of a window say the same
    LabelDrift drift =
        LabelDrift.between(then.counts(), now.counts(), now.window(), Sensitivity.DEFAULT);
    ObjectNode labels = card.putObject(FIELD);
    labels.put("versionBefore", before.path("version").asInt());
    labels.put("anomalousBefore", then.share());
    labels.put("anomalous", now.share());
    labels.put("outcome", drift.outcome().name());
    labels.put("psi", drift.psi());
    labels.put("chiSquare", drift.chiSquare());
    labels.put("chiSquareLimit", drift.chiSquareLimit());
  }
}
