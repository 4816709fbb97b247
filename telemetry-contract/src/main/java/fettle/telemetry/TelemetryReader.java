package fettle.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one message in one pass, fields in any order; unknown fields are skipped. Collects what the
 * body has and leaves the judgement to {@link BatchAssembly} and {@link FlatReading}.
 */
final class TelemetryReader {
  private final JsonParser json;
  private final Limits limits;
  private final Columns columns;
  private final BatchAssembly batch = new BatchAssembly();
  private final FlatReading flat = new FlatReading();

  TelemetryReader(JsonParser json, Limits limits) {
    this.json = json;
    this.limits = limits;
    this.columns = new Columns(json, limits.maxReadings());
  }

  Decoded read(String flatMachine) throws IOException, Rejection {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejection(RejectReason.NOT_JSON, "the body must be a JSON object");
    }
    while (columns.next() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = columns.next();
      readField(name, value);
    }
    if (json.nextToken() != null) {
      throw new Rejection(RejectReason.NOT_JSON, "something follows the JSON object");
    }
    if (!batch.hasVersion() && flat.isPresent()) {
      return new Decoded.Flat(flat.toBatch(flatMachine));
    }
    return new Decoded.Valid(batch.toBatch(limits));
  }

  private void readField(String name, JsonToken value) throws IOException, Rejection {
    switch (name) {
      case Field.VERSION -> batch.version(columns.integer(value, name));
      case Field.MACHINE -> batch.machine = text(value, name);
      case Field.SESSION -> batch.session = text(value, name);
      case Field.SEQ -> batch.seq = columns.integer(value, name);
      case Field.TIMES -> batch.times = columns.integers(name);
      case Field.FIRST_TIME -> {
        batch.firstTime = columns.integer(value, name);
        batch.firstTimeSeen = true;
      }
      case Field.INTERVAL -> batch.interval = columns.number(value, name);
      case Field.READINGS -> batch.readings = columns.integer(value, name);
      case Field.SIGNALS -> readSignals(value);
      case Field.MODEL -> batch.model = text(value, name);
      case Field.SCORE -> batch.score = columns.numbers(name);
      case Field.ANOMALY -> batch.anomaly = columns.flags(name);
      case Field.CONTRIBUTION -> readContribution(value);
      case Field.SCORED_AT -> batch.scoredAt = columns.integer(value, name);
      case Field.FLAT_TIMESTAMP -> flat.timestamp(scalarText(value, name));
      case Field.FLAT_TEMPERATURE -> flat.temperature = columns.number(value, name);
      case Field.FLAT_HUMIDITY -> flat.humidity = columns.number(value, name);
      case Field.FLAT_PREDICTION -> flat.prediction = flag(value, name);
      case Field.FLAT_PROBABILITY -> flat.probability = columns.number(value, name);
      default -> JsonForm.TELEMETRY.passOver(json);
    }
  }

  private void readSignals(JsonToken start) throws IOException, Rejection {
    requireObject(start, Field.SIGNALS);
    List<String> names = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    while (columns.next() != JsonToken.END_OBJECT) {
      if (names.size() == limits.maxSignals()) {
        throw new Rejection(
            RejectReason.TOO_MANY_SIGNALS, "more than " + limits.maxSignals() + " signals");
      }
      String name = json.currentName();
      columns.next();
      names.add(name);
      values.add(columns.numbers(name));
    }
    batch.signals = names;
    batch.values = values.toArray(double[][]::new);
  }

  private void readContribution(JsonToken start) throws IOException, Rejection {
    requireObject(start, Field.CONTRIBUTION);
    while (columns.next() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = columns.next();
      switch (name) {
        case Field.CONTRIBUTION_AT -> batch.contributionAt = columns.integers(name);
        case Field.CONTRIBUTION_SHARE -> readShares(value);
        default -> JsonForm.TELEMETRY.passOver(json);
      }
    }
  }

  private void readShares(JsonToken start) throws IOException, Rejection {
    requireObject(start, Field.CONTRIBUTION_SHARE);
    while (columns.next() != JsonToken.END_OBJECT) {
      String signal = json.currentName();
      columns.next();
      batch.shares.put(signal, columns.numbers(signal));
    }
  }

  private String text(JsonToken token, String name) throws IOException, Rejection {
    if (token != JsonToken.VALUE_STRING) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be a string");
    }
    return json.getText();
  }

  private String scalarText(JsonToken token, String name) throws IOException, Rejection {
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw new Rejection(RejectReason.BAD_TIME, name + " must be a time");
    }
    return json.getText();
  }

  private double flag(JsonToken token, String name) throws IOException, Rejection {
    return switch (token) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      default -> columns.number(token, name);
    };
  }

  private static void requireObject(JsonToken token, String name) throws Rejection {
    if (token != JsonToken.START_OBJECT) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be an object");
    }
  }
}
