package fettle.ops.train.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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

    double share() {
      return rows == 0 ? 0 : (double) anomalous / rows;
    }

    /** Windows that do not overlap: neighbouring rows say the same. */
    double windows() {
      return (double) rows / window;
    }
  }

  /** Writes onto a card how its labels differ from those of the card before; neither: nothing. */
  public static void note(ObjectNode before, ObjectNode card) {
    Labels then = Labels.of(before);
    Labels now = Labels.of(card);
    if (then.anomalous() + now.anomalous() == 0 || then.rows() == 0 || now.rows() == 0) {
      return;
    }
    ObjectNode labels = card.putObject(FIELD);
    labels.put("versionBefore", before.path("version").asInt());
    labels.put("shareBefore", then.share());
    labels.put("windowsBefore", Math.round(then.windows()));
    labels.put("share", now.share());
    labels.put("windows", Math.round(now.windows()));
  }
}
