package fettle.drift.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.drift.Finding;
import fettle.drift.Verdict;
import fettle.telemetry.JsonForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads what {@link DriftJson} writes. */
final class DriftReader {
  private final JsonParser json;

  DriftReader(JsonParser json) {
    this.json = json;
  }

  MachineDrift machine() throws IOException {
    begin("a machine's drift");
    String device = null;
    String machine = null;
    List<ModelDrift> models = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "device" -> device = json.getValueAsString();
        case "machine" -> machine = json.getValueAsString();
        case "models" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            models.add(model());
          }
        }
        default -> JsonForm.DRIFT.passOver(json);
      }
    }
    return new MachineDrift(DriftJson.machine(device, machine), models);
  }

  DriftPoint point() throws IOException {
    begin("a point of drift");
    long from = 0;
    SequencedMap<String, DriftPoint.Values> signals = new LinkedHashMap<>();
    DriftPoint.Values score = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "from" -> from = json.getValueAsLong();
        case "signals" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String signal = json.currentName();
            json.nextToken();
            signals.put(signal, values());
          }
        }
        case "score" -> score = values();
        default -> JsonForm.DRIFT.passOver(json);
      }
    }
    if (score == null) {
      throw new IllegalArgumentException("a point of drift has no score");
    }
    return new DriftPoint(from, signals, score);
  }

  private ModelDrift model() throws IOException {
    Map<String, Long> numbers = new HashMap<>();
    String model = "";
    boolean reference = false;
    SequencedMap<String, SignalState> signals = new LinkedHashMap<>();
    SignalState score = SignalState.UNKNOWN;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "model" -> model = json.getValueAsString("");
        case "reference" -> reference = json.getValueAsBoolean();
        case "signals" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String signal = json.currentName();
            json.nextToken();
            signals.put(signal, state());
          }
        }
        case "score" -> score = state();
        default -> {
          numbers.put(name, json.getValueAsLong());
          json.skipChildren();
        }
      }
    }
    return new ModelDrift(
        model,
        numbers.getOrDefault("windowMs", 0L),
        numbers.getOrDefault("openSince", 0L),
        numbers.getOrDefault("openReadings", 0L),
        numbers.getOrDefault("lastTo", 0L),
        numbers.getOrDefault("closed", -1L),
        reference,
        signals,
        score);
  }

  private SignalState state() throws IOException {
    Verdict verdict = Verdict.TOO_FEW_READINGS;
    Finding.Outcome outcome = null;
    boolean complete = false;
    Map<String, Double> numbers = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "verdict" -> verdict = Verdict.fromText(json.getText());
        case "outcome" -> outcome = Finding.Outcome.fromName(json.getText());
        case "complete" -> complete = json.getValueAsBoolean();
        default -> {
          if (token.isNumeric()) {
            numbers.put(name, json.getDoubleValue());
          }
          json.skipChildren();
        }
      }
    }
    if (outcome == null) {
      return new SignalState(verdict, null);
    }
    return new SignalState(
        verdict,
        new Finding(
            outcome,
            complete,
            numbers.getOrDefault("readings", 0.0).longValue(),
            number(numbers, "independent"),
            number(numbers, "psi"),
            number(numbers, "ks"),
            number(numbers, "js"),
            number(numbers, "psiLimit"),
            number(numbers, "ksLimit"),
            number(numbers, "jsLimit")));
  }

  private DriftPoint.Values values() throws IOException {
    json.nextToken();
    Verdict verdict = Verdict.fromText(json.getValueAsString(""));
    json.nextToken();
    long readings = json.getValueAsLong();
    double[] distances = new double[3];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = json.nextToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new IllegalArgumentException("a point of drift is cut short");
      }
      json.skipChildren(); // of a later version
    }
    return new DriftPoint.Values(verdict, readings, distances[0], distances[1], distances[2]);
  }

  private void begin(String what) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(what + " must be a JSON object");
    }
  }

  private static double number(Map<String, Double> numbers, String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }
}
