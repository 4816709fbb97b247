package fettle.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one batch. */
final class TelemetryWriter {
  private static final double EXACT_INTEGERS = 1e15;

  private final JsonGenerator json;

  TelemetryWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(TelemetryBatch batch) throws IOException {
    json.writeStartObject();
    json.writeNumberField(Field.VERSION, TelemetryCodec.VERSION);
    json.writeStringField(Field.MACHINE, batch.machine());
    json.writeStringField(Field.SESSION, batch.session());
    json.writeNumberField(Field.SEQ, batch.seq());
    writeTimes(batch.times());
    json.writeObjectFieldStart(Field.SIGNALS);
    for (int s = 0; s < batch.signals().size(); s++) {
      writeColumn(batch.signals().get(s), batch.values()[s], batch.readings());
    }
    json.writeEndObject();
    if (batch.scoring() != null) {
      writeScoring(batch, batch.scoring());
    }
    json.writeEndObject();
  }

  private void writeTimes(long[] times) throws IOException {
    if (times.length > 2 && evenlySpaced(times)) {
      json.writeNumberField(Field.FIRST_TIME, times[0]);
      json.writeNumberField(Field.INTERVAL, times[1] - times[0]);
      json.writeNumberField(Field.READINGS, times.length);
      return;
    }
    json.writeFieldName(Field.TIMES);
    json.writeArray(times, 0, times.length);
  }

  private static boolean evenlySpaced(long[] times) {
    long interval = times[1] - times[0];
    for (int i = 2; i < times.length; i++) {
      if (times[i] - times[i - 1] != interval) {
        return false;
      }
    }
    return interval >= 0;
  }

  private void writeScoring(TelemetryBatch batch, Scoring scoring) throws IOException {
    json.writeStringField(Field.MODEL, scoring.model());
    writeColumn(Field.SCORE, scoring.score(), batch.readings());
    json.writeArrayFieldStart(Field.ANOMALY);
    for (boolean anomalous : scoring.anomaly()) {
      json.writeNumber(anomalous ? 1 : 0);
    }
    json.writeEndArray();
    if (scoring.contribution() != null && scoring.contribution().at().length > 0) {
      writeContribution(batch, scoring.contribution());
    }
    json.writeNumberField(Field.SCORED_AT, scoring.scoredAt());
  }

  private void writeContribution(TelemetryBatch batch, Contribution contribution)
      throws IOException {
    json.writeObjectFieldStart(Field.CONTRIBUTION);
    json.writeFieldName(Field.CONTRIBUTION_AT);
    json.writeArray(contribution.at(), 0, contribution.at().length);
    json.writeObjectFieldStart(Field.CONTRIBUTION_SHARE);
    for (int s = 0; s < batch.signals().size(); s++) {
      if (contribution.share()[s] != null) {
        writeColumn(batch.signals().get(s), contribution.share()[s], contribution.at().length);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeColumn(String name, double[] values, int length) throws IOException {
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values for " + length + " readings");
    }
    json.writeArrayFieldStart(name);
    for (double value : values) {
      writeValue(name, value);
    }
    json.writeEndArray();
  }

  private void writeValue(String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNull();
    } else if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " has an infinite value");
    } else if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }
}
