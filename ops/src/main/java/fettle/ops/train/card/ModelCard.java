package fettle.ops.train.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.statistics.Bootstrap;
import fettle.ops.train.reference.Evaluation;
import fettle.ops.train.reference.JudgedRows;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.telemetry.model.ModelProperties;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/** What a card says, as JSON. */
final class ModelCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rows of a block that is drawn as one: several windows, so that blocks hardly resemble. */
  private static final int BLOCK_WINDOWS = 4;

  private static final int LEAST_BLOCK = 100;
  private static final int CURVE_STEPS = 20;

  private ModelCard() {}

  static ObjectNode of(Model model, Instant made) {
    Trained trained = model.trained();
    SortedMap<String, String> metadata = trained.metadata();
    ObjectNode card = JSON.createObjectNode();
    card.put("v", 1);
    card.put("name", model.name());
    card.put("version", model.version());
    card.put("made", made.toString());
    card.put("trainer", metadata.get(ModelProperties.TRAINER));
    card.set("parameters", parse(metadata.get(ModelProperties.TRAINER_PARAMETERS)));
    card.put("threshold", trained.model().threshold());
    card.set("data", data(model));
    card.set("metrics", parse(metadata.get(ModelProperties.METRICS)));
    card.set("intervals", intervals(trained));
    card.set("curve", curve(trained.judged()));
    card.set("reference", parse(metadata.get(ModelProperties.REFERENCE)));
    ObjectNode provenance = card.putObject("provenance");
    provenance.put("model", model.file().getFileName().toString());
    provenance.put("sha256", model.sha256());
    provenance.put("fingerprint", metadata.get(ModelProperties.FINGERPRINT));
    provenance.put("java", Runtime.version().toString());
    return card;
  }

  private static ObjectNode data(Model model) {
    Trained trained = model.trained();
    ObjectNode data = JSON.createObjectNode();
    data.put("machines", String.join(", ", model.machines()));
    ArrayNode signals = data.putArray("signals");
    trained.spec().signals().forEach(signals::add);
    data.put("window", trained.spec().length());
    data.put("intervalMs", trained.spec().intervalMs());
    data.put("windowsLearnedFrom", trained.windows());
    ArrayNode files = data.putArray("files");
    for (Trained.Source source : trained.sources()) {
      ObjectNode file = files.addObject();
      file.put("file", source.file());
      file.put("rows", source.rows());
      file.put("rowsLearnedFrom", source.learnedFrom());
      file.put("rowsLabelledAnomalous", source.anomalous());
      file.put("first", Instant.ofEpochMilli(source.first()).toString());
      file.put("last", Instant.ofEpochMilli(source.last()).toString());
    }
    ArrayNode notices = data.putArray("notices");
    trained.notices().forEach(notices::add);
    return data;
  }

  /** 95 % intervals of rates, by resampling blocks of rows; none of what has too few blocks. */
  private static ObjectNode intervals(Trained trained) {
    ObjectNode intervals = JSON.createObjectNode();
    int block = Math.max(LEAST_BLOCK, BLOCK_WINDOWS * trained.spec().length());
    JudgedRows heldOut =
        JudgedRows.of(
            trained.fit().heldOut(), trained.fit().heldOutLabels(), trained.model().threshold());
    put(intervals, "heldOutAlarmRate", heldOut.blocks(block), Evaluation::falseAlarmRate);
    List<Evaluation> judged = trained.judged().blocks(block);
    put(intervals, "f1", judged, Evaluation::f1);
    put(intervals, "falseAlarmRate", judged, Evaluation::falseAlarmRate);
    put(intervals, "missedAlarmRate", judged, Evaluation::missedAlarmRate);
    return intervals;
  }

  private static void put(
      ObjectNode intervals,
      String name,
      List<Evaluation> blocks,
      ToDoubleFunction<Evaluation> measure) {
    if (blocks.size() > 1) {
      Bootstrap.Interval interval =
          Bootstrap.interval(
              blocks,
              drawn ->
                  measure.applyAsDouble(drawn.stream().reduce(Evaluation.NONE, Evaluation::plus)));
      intervals.putArray(name).add(interval.low()).add(interval.high());
    }
  }

  /** Rates for other thresholds; empty without labels. */
  private static ArrayNode curve(JudgedRows judged) {
    ArrayNode curve = JSON.createArrayNode();
    for (int step = 1; step < CURVE_STEPS && judged.rows() > 0; step++) {
      double threshold = (double) step / CURVE_STEPS;
      Evaluation at = JudgedRows.of(judged.scores(), judged.labels(), threshold).evaluation();
      curve
          .addObject()
          .put("threshold", threshold)
          .put("f1", at.f1())
          .put("falseAlarmRate", at.falseAlarmRate())
          .put("missedAlarmRate", at.missedAlarmRate());
    }
    return curve;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model's metadata is no JSON: " + json, e);
    }
  }
}
